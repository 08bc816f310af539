package dev.drover.sample.tradein;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds free appointments to offer: those wished for first, spread over half-days where that leaves enough. */
record Openings(Bookings bookings, CalendarSettings settings, ZonedDateTime now) {
    private static final int OFFERED = 3;

    /** Up to three, in the order of their times, none of those excluded. */
    List<Slot> find(Wish wish, List<Slot> excluded) {
        Predicate<Slot> wished = slot -> wish.allows(slot) && !excluded.contains(slot);
        Wish nearest = wish.onTheNearestDay(now.toLocalDate());
        Predicate<Slot> near = slot -> nearest.allows(slot) && wished.test(slot);
        Predicate<Slot> later = slot -> !excluded.contains(slot)
                && !slot.start().toLocalDate().isBefore(wish.date().orElse(LocalDate.MIN));
        Set<Slot> found = new LinkedHashSet<>();
        addOnePerHalfDay(found, near);
        if (wish.day().isPresent()) {
            addAll(found, near);
        }
        addOnePerHalfDay(found, wished);
        addAll(found, wished);
        addOnePerHalfDay(found, later);
        addAll(found, slot -> !excluded.contains(slot));
        return found.stream().sorted(Comparator.comparing(Slot::start)).toList();
    }

    /** Whether a slot can be offered still. */
    boolean isOpen(Slot slot) {
        return !slot.start().isBefore(now.plus(settings.notice())) && bookings.isFree(slot);
    }

    private void addOnePerHalfDay(Set<Slot> found, Predicate<Slot> fits) {
        Set<String> halves = new HashSet<>();
        found.forEach(slot -> halves.add(half(slot)));
        addAll(
                found,
                fits.and(slot -> !halves.contains(half(slot)) && bookings.isFree(slot) && halves.add(half(slot))));
    }

    private void addAll(Set<Slot> found, Predicate<Slot> fits) {
        if (found.size() == OFFERED) {
            return;
        }
        settings.hours()
                .slots(now.plus(settings.notice()), now.plus(settings.ahead()))
                .filter(slot -> !found.contains(slot))
                .filter(fits)
                .filter(bookings::isFree)
                .limit(OFFERED - found.size())
                .toList()
                .forEach(found::add);
    }

    private static String half(Slot slot) {
        return slot.start().toLocalDate() + " " + HalfDay.of(slot.start().toLocalTime());
    }
}
