package dev.drover.sample.tradein;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The appointments that a conversation was offered last, in the order shown.
 *
 * @param call the call that offered them
 * @param taken the id of the slot that was asked for and gone; empty when none was
 */
record Offers(String call, String taken, List<Slot> slots) {
    static final Offers NONE = new Offers("", "", List.of());

    Offers {
        slots = List.copyOf(slots);
    }

    /** The slot that a wish chooses: by its place, or as the only one that it allows. */
    Optional<Slot> chosen(Wish wish) {
        if (wish.ordinal().isPresent()) {
            int place = wish.ordinal().get() < 0 ? slots.size() : wish.ordinal().get();
            return place >= 1 && place <= slots.size() ? Optional.of(slots.get(place - 1)) : Optional.empty();
        }
        List<Slot> allowed = slots.stream().filter(wish::allows).toList();
        return wish.isTimed() && allowed.size() == 1 ? Optional.of(allowed.getFirst()) : Optional.empty();
    }

    /** Lines: the call, the slot that was taken, the ids. */
    String encoded() {
        StringBuilder lines = new StringBuilder(call).append('\n').append(taken);
        slots.forEach(slot -> lines.append('\n').append(slot.id()));
        return lines.toString();
    }

    /** What was encoded; a slot that the business hours no longer know is left out. */
    static Offers decoded(String lines, BusinessHours hours) {
        String[] cells = lines.split("\n", -1);
        return new Offers(
                cells[0],
                cells[1],
                Arrays.stream(cells)
                        .skip(2)
                        .flatMap(id -> hours.slot(id).stream())
                        .toList());
    }
}
