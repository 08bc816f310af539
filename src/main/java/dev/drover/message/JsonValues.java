package dev.drover.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of JSON values: maps by name, lists, strings, numbers, booleans and null, all unmodifiable. */
public final class JsonValues {
    private JsonValues() {}

    /** An unmodifiable deep copy that keeps the order of members; members may be null. */
    public static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> object) {
        if (object.isEmpty()) {
            return Map.of();
        }
        Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(object.size());
        object.forEach((name, value) -> copy.put(name, copyOf(value)));
        return Collections.unmodifiableMap(copy);
    }

    /** An object with one member. */
    public static Map<String, @Nullable Object> object(String name, @Nullable Object value) {
        Map<String, @Nullable Object> object = LinkedHashMap.newLinkedHashMap(1);
        object.put(name, copyOf(value));
        return Collections.unmodifiableMap(object);
    }

    /** A deep copy of any JSON value. */
    public static @Nullable Object copyOf(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
                map.forEach((name, member) -> copy.put(String.valueOf(name), copyOf(member)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(element -> copy.add(copyOf(element)));
                yield Collections.unmodifiableList(copy);
            }
            case null, default -> value;
        };
    }
}
