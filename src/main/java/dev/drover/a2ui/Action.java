package dev.drover.a2ui;

import dev.drover.message.JsonValues;
import dev.drover.message.Message;
import dev.drover.message.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a user did with a surface: pressed a button, sent a form.
 *
 * @param name as the button has it
 * @param context the values that the button sends along; a choice of one thing is that thing
 */
public record Action(String name, Map<String, @Nullable Object> context) {
    private static final int LONGEST_NAME = 100;

    public Action {
        context = JsonValues.copy(context);
    }

    /** The first action in the message. */
    public static Optional<Action> in(Message message) {
        for (Part part : message.parts()) {
            if (part.content() instanceof Part.Content.Data(Object data) && Version.marks(part)) {
                for (Object event : data instanceof List<?> events ? events : List.of(data == null ? "" : data)) {
                    Optional<Action> action = of(event);
                    if (action.isPresent()) {
                        return action;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The message, with a text for its action where it has no text of its own. */
    public static Message spoken(Message message) {
        Optional<Action> action = in(message);
        if (action.isEmpty() || !message.text().isBlank()) {
            return message;
        }
        List<Part> parts = new ArrayList<>(List.of(Part.text(action.get().text())));
        parts.addAll(message.parts());
        return message.with(parts);
    }

    private static Optional<Action> of(@Nullable Object event) {
        if (!(event instanceof Map<?, ?> members)) {
            return Optional.empty();
        }
        Object given = members.get("action") == null ? members.get("userAction") : members.get("action");
        if (!(given instanceof Map<?, ?> action)
                || !(action.get("name") instanceof String name)
                || name.isBlank()
                || name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        if (action.get("context") instanceof Map<?, ?> values) {
            values.forEach((key, value) -> context.put(String.valueOf(key), single(value)));
        }
        return Optional.of(new Action(name, context));
    }

    private static @Nullable Object single(@Nullable Object value) {
        return value instanceof List<?> list && list.size() == 1 ? list.getFirst() : value;
    }

    /** As a sentence for planners and agents: {@code book appointment: book = 2026-11-25T10:30}. */
    public String text() {
        StringJoiner values =
                new StringJoiner(", ", name.replaceAll("[_-]+", " ") + (context.isEmpty() ? "" : ": "), "");
        context.forEach((key, value) -> values.add(key + " = " + value));
        return values.toString();
    }

    /** As data for agents: the values, and under {@code action} the name. */
    public Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>(context);
        data.put("action", name);
        return data;
    }
}
