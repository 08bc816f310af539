package dev.drover.model;

import dev.drover.message.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tool gave.
 *
 * @param callId of the {@link ToolCall}
 * @param value {@code result}, or {@code error} with a text that the model can use
 */
public record ToolResult(String callId, String name, Map<String, @Nullable Object> value) {
    public ToolResult {
        value = JsonValues.copy(value);
    }

    public static ToolResult of(ToolCall call, @Nullable Object result) {
        return new ToolResult(call.id(), call.name(), JsonValues.object("result", result));
    }

    public static ToolResult error(ToolCall call, String text) {
        return new ToolResult(call.id(), call.name(), Map.of("error", text));
    }
}
