package dev.drover.model;

import dev.drover.message.JsonValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a model may have called, as the model is told of it.
 *
 * @param name letters, digits, dashes and underscores, at most 64
 * @param parameters a JSON Schema for an object
 */
public record Tool(String name, String description, Map<String, @Nullable Object> parameters) {
    public Tool {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "a tool's name has 1 to 64 letters, digits, dashes and underscores, not " + name);
        }
        parameters = JsonValues.copy(parameters);
    }
}
