package dev.drover.model;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model is told to be and do, with places for values: {@code {data.vehicle.year}} is a member of the message's
 * data, {@code {context.key}} what agents keep in the context under that key. A value that is not there is empty; other
 * braces stay as they are.
 */
public record Instruction(String template) {
    private static final Pattern PLACE = Pattern.compile("\\{(data|context)\\.([A-Za-z0-9_.-]+)}");

    /** The text for one message. */
    public String fill(Map<String, @Nullable Object> data, UnaryOperator<String> context) {
        return PLACE.matcher(template).replaceAll(place -> {
            String name = place.group(2);
            return Matcher.quoteReplacement(
                    place.group(1).equals("context") ? context.apply(name) : text(member(data, name)));
        });
    }

    private static @Nullable Object member(Map<String, @Nullable Object> data, String path) {
        Object value = data;
        for (String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
