package dev.drover.a2a;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query. */
final class QueryString {
    private QueryString() {}

    /** By name; parameters without a value are absent. What is wrong goes to the violations. */
    static Map<String, @Nullable Object> read(@Nullable String raw, Violations violations) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        if (raw == null) {
            return parameters;
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                continue;
            }
            String name = decoded(pair.substring(0, equals));
            String value = decoded(pair.substring(equals + 1));
            if (name == null || value == null) {
                violations.add(
                        Place.of(null, name == null ? "query" : Quoted.name(name)), "must be percent-encoded UTF-8");
            } else if (parameters.put(name, value) != null) {
                violations.add(Place.of(null, Quoted.name(name)), "is given twice");
            }
        }
        return parameters;
    }

    private static @Nullable String decoded(String raw) {
        return Percent.decode(raw.replace('+', ' '));
    }
}
