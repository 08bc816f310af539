package dev.drover.sample.tradein;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When the business takes appointments.
 *
 * @param zone that all its times are in
 * @param opens the first appointment of a day starts then
 * @param closes the last one has ended by then
 * @param appointment how long one is
 */
public record BusinessHours(ZoneId zone, LocalTime opens, LocalTime closes, Set<DayOfWeek> days, Duration appointment) {

    public BusinessHours {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a business is open on at least one day");
        }
        if (appointment.compareTo(Duration.ofMinutes(5)) < 0) {
            throw new IllegalArgumentException("an appointment takes at least 5 minutes, not " + appointment);
        }
        if (Duration.between(opens, closes).compareTo(appointment) < 0) {
            throw new IllegalArgumentException(
                    "no appointment of " + appointment + " fits between " + opens + " and " + closes);
        }
    }

    /** The appointments that start at or after {@code from} and before {@code until}, in their order. */
    Stream<Slot> slots(ZonedDateTime from, ZonedDateTime until) {
        LocalDate first = from.withZoneSameInstant(zone).toLocalDate();
        LocalDate last = until.withZoneSameInstant(zone).toLocalDate();
        return first.datesUntil(last.plusDays(1))
                .filter(date -> days.contains(date.getDayOfWeek()))
                .flatMap(this::slotsOf)
                .filter(slot -> !slot.start().isBefore(from) && slot.start().isBefore(until));
    }

    /** The appointment with this id, if there is one within these hours; whether it is free is not known here. */
    Optional<Slot> slot(String id) {
        try {
            LocalDateTime start = LocalDateTime.parse(id);
            return slotsOf(start.toLocalDate())
                    .filter(slot ->
                            days.contains(start.getDayOfWeek()) && slot.id().equals(id))
                    .findFirst();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Stream<Slot> slotsOf(LocalDate date) {
        long perDay = Duration.between(opens, closes).dividedBy(appointment);
        return Stream.iterate(0L, n -> n < perDay, n -> n + 1)
                .map(n -> new Slot(
                        date.atTime(opens).plus(appointment.multipliedBy(n)).atZone(zone), appointment));
    }
}
