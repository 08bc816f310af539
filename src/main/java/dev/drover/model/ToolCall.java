package dev.drover.model;

import dev.drover.message.Bytes;
import dev.drover.message.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's wish to have a tool called.
 *
 * @param id unique in its turn
 * @param signature opaque to us; the service wants it back with the call; absent where it gave none
 */
public record ToolCall(
        String id,
        String name,
        Map<String, @Nullable Object> arguments,
        @Nullable Bytes signature) {
    public ToolCall {
        arguments = JsonValues.copy(arguments);
    }
}
