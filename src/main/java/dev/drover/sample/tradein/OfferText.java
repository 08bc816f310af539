package dev.drover.sample.tradein;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An offer as a caller reads it.
 *
 * @param taken the slot that was asked for and gone
 */
record OfferText(Optional<Slot> taken, List<Slot> slots, CalendarSettings settings) {
    String sentences() {
        String sorry = taken.map(slot -> "I am sorry, " + slot.words() + " is already taken. ")
                .orElse("");
        if (slots.isEmpty()) {
            return sorry
                    + "There is no free appointment in the next %d days."
                            .formatted(settings.ahead().toDays());
        }
        StringBuilder lines = new StringBuilder(sorry)
                .append("You could come in at one of these times (")
                .append(settings.hours().zone())
                .append("):");
        for (int place = 1; place <= slots.size(); place++) {
            lines.append('\n')
                    .append(place)
                    .append(". ")
                    .append(slots.get(place - 1).words());
        }
        return lines.append("\nWhich one suits you?").toString();
    }

    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("appointments", slots.stream().map(Slot::data).toList());
        data.put("zone", settings.hours().zone().getId());
        taken.ifPresent(slot -> data.put("taken", slot.id()));
        return data;
    }
}
