package dev.drover.sample.tradein;

import dev.drover.a2ui.Component;
import dev.drover.a2ui.Component.Bound;
import dev.drover.a2ui.Surface;
import dev.drover.a2ui.Version;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts behind what the sample agents say a form or a card that shows the same, where the caller can draw it. Bean
 * {@code trade-in-forms}. Keeps nothing; safe for any number of threads.
 */
public final class Forms {
    private static final Map<String, String> CONDITIONS = conditions();

    /** The parts with a surface for their data part: a question, a valuation, an offer, a booking to complete, a booking. */
    public List<Part> add(List<Part> parts, Map<String, ? extends @Nullable Object> variables) {
        Optional<Version> version = Version.ofWord(String.valueOf(variables.get("a2ui")));
        if (version.isEmpty()) {
            return parts;
        }
        Map<String, @Nullable Object> data = Message.of("", Role.AGENT, parts).data();
        String call = String.valueOf(variables.get("call"));
        List<Part> all = new ArrayList<>(parts);
        surface(data, call).ifPresent(surface -> all.addAll(surface.parts(version.get())));
        return all;
    }

    private static Optional<Surface> surface(Map<String, @Nullable Object> data, String call) {
        if (data.get("known") instanceof Map<?, ?> known) {
            return Optional.of(question(known, call));
        }
        if (data.containsKey("estimate")) {
            return Optional.of(estimate(data, call));
        }
        if (data.get("appointments") instanceof List<?> slots && !slots.isEmpty()) {
            return Optional.of(offer(slots, call));
        }
        if (data.get("booking") instanceof Map<?, ?> slot) {
            return Optional.of(booking(slot, call));
        }
        return data.get("booked") instanceof Map<?, ?> slot
                ? Optional.of(confirmation(slot, data, call))
                : Optional.empty();
    }

    private static Surface question(Map<?, ?> known, String call) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        Map<String, Object> sent = new LinkedHashMap<>();
        List<Component> column = new ArrayList<>(List.of(Component.title("Your car")));
        for (String name : List.of("year", "make", "model", "mileage")) {
            column.add(new Component.Field(label(name), "/" + name));
            data.put(name, known.get(name) == null ? "" : String.valueOf(known.get(name)));
            sent.put(name, new Bound("/" + name));
        }
        column.add(new Component.Choice("Condition", "/condition", CONDITIONS));
        data.put("condition", known.get("condition") == null ? List.of() : List.of(known.get("condition")));
        sent.put("condition", new Bound("/condition"));
        column.add(new Component.Button("Value it", "value_vehicle", sent));
        return new Surface(Surface.id("vehicle", call), card(column), data);
    }

    private static String label(String name) {
        return name.equals("mileage") ? "Mileage, in miles" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Surface estimate(Map<String, @Nullable Object> data, String call) {
        Component card = card(List.of(
                Component.title("%s %s %s".formatted(data.get("year"), data.get("make"), data.get("model"))),
                Component.text("About %s %s".formatted(data.get("estimate"), data.get("currency"))),
                Component.caption("From %s to %s, with %s miles, in %s condition"
                        .formatted(data.get("low"), data.get("high"), data.get("mileage"), data.get("condition"))),
                new Component.Button("Find an appointment", "find_appointment", Map.of())));
        return new Surface(Surface.id("estimate", call), card, Map.of());
    }

    private static Surface offer(List<?> slots, String call) {
        List<Component> cards = new ArrayList<>();
        for (Object slot : slots) {
            if (slot instanceof Map<?, ?> one) {
                cards.add(card(List.of(
                        Component.text(words(one)),
                        new Component.Button(
                                "Choose", "choose_appointment", Map.of("slot", String.valueOf(one.get("id")))))));
            }
        }
        return new Surface(Surface.id("appointments", call), new Component.Column(cards), Map.of());
    }

    private static Surface booking(Map<?, ?> slot, String call) {
        Map<String, Object> sent = new LinkedHashMap<>();
        sent.put("book", String.valueOf(slot.get("id")));
        sent.put("name", new Bound("/name"));
        sent.put("phone", new Bound("/phone"));
        Component card = card(List.of(
                Component.title(words(slot)),
                new Component.Field("Your name", "/name"),
                new Component.Field("Your phone number", "/phone"),
                new Component.Button("Book it", "book_appointment", sent)));
        return new Surface(Surface.id("booking", call), card, Map.of("name", "", "phone", ""));
    }

    private static Surface confirmation(Map<?, ?> slot, Map<String, @Nullable Object> data, String call) {
        Object name = data.get("name");
        Component card = card(List.of(
                Component.title("You are booked"),
                Component.text(words(slot)),
                Component.caption(name == null ? "See you then!" : "See you then, " + name + "!")));
        return new Surface(Surface.id("booked", call), card, Map.of());
    }

    private static Component card(List<Component> column) {
        return new Component.Card(new Component.Column(column));
    }

    private static String words(Map<?, ?> slot) {
        return slot.get("words") + " (" + slot.get("zone") + ")";
    }

    private static Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        for (Condition condition : Condition.values()) {
            String word = condition.word();
            conditions.put(word, Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return conditions;
    }
}
