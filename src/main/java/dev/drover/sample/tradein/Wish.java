package dev.drover.sample.tradein;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * The appointment that a message speaks of, as far as it says which.
 *
 * @param ordinal its place among those offered, from 1; -1 is the last
 */
record Wish(
        Optional<Integer> ordinal,
        Optional<LocalDate> date,
        Optional<DayOfWeek> day,
        Optional<LocalTime> time,
        Optional<HalfDay> half) {

    /** Any appointment at all. */
    static final Wish ANY =
            new Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The appointment at a place of the list. */
    static Wish place(int ordinal) {
        return new Wish(Optional.of(ordinal), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether it says anything about the time. */
    boolean isTimed() {
        return date.isPresent() || day.isPresent() || time.isPresent() || half.isPresent();
    }

    /** Whether a slot is one that it may speak of; the ordinal aside. */
    boolean allows(Slot slot) {
        LocalDateTime start = slot.start().toLocalDateTime();
        return date.map(start.toLocalDate()::equals).orElse(true)
                && day.map(start.getDayOfWeek()::equals).orElse(true)
                && time.map(start.toLocalTime()::equals).orElse(true)
                && half.map(HalfDay.of(start.toLocalTime())::equals).orElse(true);
    }

    /** This, with the date of its weekday: the next of its kind, today included. */
    Wish onTheNearestDay(LocalDate today) {
        return new Wish(
                ordinal, date.or(() -> day.map(on -> today.with(TemporalAdjusters.nextOrSame(on)))), day, time, half);
    }

    /** The one moment that it names, if it names one. */
    Optional<LocalDateTime> moment(LocalDate today) {
        return onTheNearestDay(today).date().flatMap(on -> time.map(on::atTime));
    }
}
