package dev.drover.adapter.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The members of a stored object, each read as what it must be. */
record Members(Map<String, @Nullable Object> members) {

    @SuppressWarnings("unchecked")
    static Members of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Members((Map<String, @Nullable Object>) map);
        }
        throw new IllegalStateException("a stored record holds something else where an object belongs");
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Any JSON value; null also where there is no such member. */
    @Nullable
    Object value(String name) {
        return members.get(name);
    }

    String text(String name) {
        return required(name, String.class);
    }

    @Nullable
    String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    Number number(String name) {
        return required(name, Number.class);
    }

    Instant instant(String name) {
        return Instant.parse(text(name));
    }

    /** Left out means false. */
    boolean truth(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    Members object(String name) {
        return of(members.get(name));
    }

    <T> @Nullable T objectOrNull(String name, Function<Members, T> reader) {
        return has(name) ? reader.apply(object(name)) : null;
    }

    /** Left out means empty. */
    Map<String, @Nullable Object> map(String name) {
        return has(name) ? object(name).members : Map.of();
    }

    List<String> texts(String name) {
        return list(name).stream().map(String.class::cast).toList();
    }

    <T> List<T> list(String name, Function<Members, T> reader) {
        return list(name).stream().map(element -> reader.apply(of(element))).toList();
    }

    private List<?> list(String name) {
        return has(name) ? required(name, List.class) : List.of();
    }

    private <T> T required(String name, Class<T> type) {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("a stored record has no " + name + ", or something else in its place");
        }
        return type.cast(value);
    }
}
