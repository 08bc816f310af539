package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.message.Message;
import dev.drover.message.Part;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages and parts in the JSON of A2A, for agents that are asked and answer in it. */
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
}
