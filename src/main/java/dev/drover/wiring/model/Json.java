package dev.drover.wiring.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.settings.InvalidSetting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in settings files and in what models say. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** The object in a file that a setting names. */
    static Map<String, @Nullable Object> object(String text, String key) {
        try {
            return MAPPER.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new InvalidSetting(key + " names a file that is not a JSON object");
        }
    }

    /** What a model said, as JSON. */
    static @Nullable Object value(String text) throws JsonProcessingException {
        return MAPPER.readValue(text, Object.class);
    }

    static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not JSON", e);
        }
    }
}
