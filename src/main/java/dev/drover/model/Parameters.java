package dev.drover.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a tool, as its route declares them, made a JSON Schema:
 *
 * <pre>
 * parameter.vin  = string; The vehicle's number
 * parameter.unit = mi | km; Of the mileage
 * required       = vin
 * </pre>
 */
public final class Parameters {
    private static final String PREFIX = "parameter.";
    private static final List<String> TYPES = List.of("string", "number", "integer", "boolean");

    private Parameters() {}

    /** The schema of an object; an {@code IllegalArgumentException} says what is wrong with the declaration. */
    public static Map<String, @Nullable Object> schema(Map<String, String> declared) {
        Map<String, @Nullable Object> properties = new TreeMap<>();
        declared.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                properties.put(key.substring(PREFIX.length()), property(key, value));
            }
        });
        List<String> required = words(declared.getOrDefault("required", ""), ",");
        if (!properties.keySet().containsAll(required)) {
            throw new IllegalArgumentException("required names parameters that are declared, not " + required);
        }
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, @Nullable Object> property(String key, String declaration) {
        String[] parts = declaration.split(";", 2);
        Map<String, @Nullable Object> property = new LinkedHashMap<>(type(key, parts[0].strip()));
        if (parts.length == 2) {
            property.put("description", parts[1].strip());
        }
        return property;
    }

    private static Map<String, @Nullable Object> type(String key, String word) {
        if (word.contains("|")) {
            return Map.of("type", "string", "enum", words(word, "[|]"));
        }
        boolean list = word.endsWith("[]");
        String single = list ? word.substring(0, word.length() - 2) : word;
        if (!TYPES.contains(single)) {
            throw new IllegalArgumentException(key + " has a type out of " + TYPES
                    + ", one of them with [], or words with | between them, not " + word);
        }
        return list ? Map.of("type", "array", "items", Map.of("type", single)) : Map.of("type", single);
    }

    private static List<String> words(String text, String separator) {
        List<String> words = new ArrayList<>();
        Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        return List.copyOf(words);
    }
}
