package dev.drover.model;

import dev.drover.message.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which model, and how it is to answer; what is absent is the model's own choice.
 *
 * @param model the service's name for it
 * @param temperature absent means the service's default
 * @param maxOutputTokens thoughts included; at least 1
 * @param schema a JSON Schema that the answer has to follow; absent means that it is text
 * @param safety thresholds by category, in the service's words
 */
public record ModelSettings(
        String model,
        @Nullable Double temperature,
        int maxOutputTokens,
        @Nullable Map<String, @Nullable Object> schema,
        Map<String, String> safety) {
    public ModelSettings {
        if (temperature != null && (temperature < 0 || temperature > 2)) {
            throw new IllegalArgumentException("temperature is a number from 0 to 2, not " + temperature);
        }
        if (maxOutputTokens < 1) {
            throw new IllegalArgumentException("the limit of output tokens is 1 or more, not " + maxOutputTokens);
        }
        schema = schema == null ? null : JsonValues.copy(schema);
        safety = Map.copyOf(safety);
    }
}
