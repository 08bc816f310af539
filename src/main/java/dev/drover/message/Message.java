package dev.drover.message;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation (A2A 1.0, Message).
 *
 * @param id made by the sender; not unique
 * @param parts at least one; a caller sends at most 1000
 * @param contextId absent until a context is known
 * @param taskId absent when the message belongs to no task yet
 */
public record Message(
        String id,
        Role role,
        List<Part> parts,
        @Nullable String contextId,
        @Nullable String taskId,
        Map<String, @Nullable Object> metadata,
        List<String> extensions,
        List<String> referenceTaskIds) {

    public Message {
        parts = List.copyOf(parts);
        metadata = JsonValues.copy(metadata);
        extensions = List.copyOf(extensions);
        referenceTaskIds = List.copyOf(referenceTaskIds);
    }

    /** A message with nothing but its parts. */
    public static Message of(String id, Role role, List<Part> parts) {
        return new Message(id, role, parts, null, null, Map.of(), List.of(), List.of());
    }

    /** The same message inside a context and, unless null, a task. */
    public Message in(String contextId, @Nullable String taskId) {
        return new Message(id, role, parts, contextId, taskId, metadata, extensions, referenceTaskIds);
    }

    /** The same message under these ids, and for these agents unless there are none. */
    public Message readdressed(String id, @Nullable String contextId, @Nullable String taskId, List<String> agents) {
        Map<String, @Nullable Object> all = new HashMap<>(metadata);
        if (!agents.isEmpty()) {
            all.put("agents", agents);
        }
        return new Message(id, role, parts, contextId, taskId, all, extensions, referenceTaskIds);
    }

    /** The same message with these members under {@code drover} in its metadata; as it is where there are none. */
    public Message telling(Map<String, ?> ours) {
        if (ours.isEmpty()) {
            return this;
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(metadata);
        all.put("drover", ours);
        return new Message(id, role, parts, contextId, taskId, all, extensions, referenceTaskIds);
    }

    /** The same message, sent with these extensions as well. */
    public Message activating(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<String> all =
                Stream.concat(extensions.stream(), more.stream()).distinct().toList();
        return new Message(id, role, parts, contextId, taskId, metadata, all, referenceTaskIds);
    }

    /** The same message with other parts. */
    public Message with(List<Part> other) {
        return new Message(id, role, other, contextId, taskId, metadata, extensions, referenceTaskIds);
    }

    /** The same message without one member of its metadata. */
    public Message without(String name) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(metadata);
        rest.remove(name);
        return new Message(id, role, parts, contextId, taskId, rest, extensions, referenceTaskIds);
    }

    /** The text parts, one to a line; empty when there are none. */
    public String text() {
        return textOf(parts);
    }

    /** The first data part that is an object; empty when there is none. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> data() {
        for (Part part : parts) {
            if (part.content() instanceof Part.Content.Data(Map<?, ?> object)) {
                return (Map<String, @Nullable Object>) object;
            }
        }
        return Map.of();
    }

    /** The text parts of any list of parts, one to a line. */
    public static String textOf(List<Part> parts) {
        StringJoiner lines = new StringJoiner("\n");
        for (Part part : parts) {
            if (part.content() instanceof Part.Content.Text(String text)) {
                lines.add(text);
            }
        }
        return lines.toString();
    }
}
