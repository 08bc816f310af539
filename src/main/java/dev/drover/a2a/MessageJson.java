package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.refusal.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Messages and parts in the JSON of A2A, for agents that are asked and answer in it, and for ways in that are not HTTP. */
public final class MessageJson {
    private MessageJson() {}

    /** Writes the message as one JSON object. */
    public static void write(JsonGenerator out, Message message) throws IOException {
        Wire.message(out, message, null, null);
    }

    /** The parts behind a JSON array. Throws a refusal that says what is wrong with them. */
    public static List<Part> parts(@Nullable Object array) {
        Violations violations = new Violations();
        List<Part> parts =
                MessageReader.parts(Members.of(Map.of("parts", array == null ? List.of() : array), violations));
        violations.refuse();
        return parts;
    }

    /** The message in a body, or null if the body is text: JSON counts as a message if it is an object with {@code parts}. */
    public static @Nullable Message read(byte[] body) {
        if (!looksLikeObject(body)) {
            return null;
        }
        Object value;
        try {
            value = Json.read(body);
        } catch (Refusal notJson) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map) || !map.containsKey("parts")) {
            return null;
        }
        Violations violations = new Violations();
        @SuppressWarnings("unchecked") // Json makes maps with names as keys
        Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) map;
        Message message = MessageReader.message(Members.of(members, violations));
        violations.refuse();
        return message;
    }

    /** The JSON value in a body. Throws a refusal that says what is wrong with it. */
    public static @Nullable Object value(byte[] body) {
        return Json.read(body);
    }

    private static boolean looksLikeObject(byte[] body) {
        for (byte character : body) {
            if (!Character.isWhitespace(character)) {
                return character == '{';
            }
        }
        return false;
    }

    /** Parts for a reader of plain text: the texts; where there are none, data as JSON and files by their addresses. */
    public static String plain(List<Part> parts) {
        String text = Message.textOf(parts);
        if (!text.isEmpty()) {
            return text;
        }
        return parts.stream()
                .map(part -> switch (part.content()) {
                    case Part.Content.Text said -> said.text();
                    case Part.Content.Data data -> json(data);
                    case Part.Content.Url(String url) -> url;
                    case Part.Content.Raw raw -> "file " + part.filename();
                })
                .collect(Collectors.joining("\n"));
    }

    private static String json(Part.Content.Data data) {
        Document document = out -> FreeJson.write(out, data.value());
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }
}
