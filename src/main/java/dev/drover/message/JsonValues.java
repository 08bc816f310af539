package dev.drover.message;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies of JSON values: maps by name, lists, strings, numbers, booleans and null, all unmodifiable. A copy is known by
 * its type and not copied again.
 */
public final class JsonValues {
    private JsonValues() {}

    /** An unmodifiable deep copy that keeps the order of members; members may be null. */
    public static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> object) {
        return object.isEmpty() ? Map.of() : Members.of(object);
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
            case Map<?, ?> map -> Members.of(map);
            case List<?> list -> Elements.of(list);
            case null, default -> value;
        };
    }

    /** About how many characters the value has as JSON. */
    public static long size(@Nullable Object value) {
        long size = 4;
        switch (value) {
            case String text -> size += text.length();
            case Map<?, ?> map -> {
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    size += String.valueOf(member.getKey()).length() + size(member.getValue());
                }
            }
            case List<?> list -> {
                for (Object element : list) {
                    size += size(element);
                }
            }
            case null, default -> {}
        }
        return size;
    }

    private static final class Members extends AbstractMap<String, @Nullable Object> {
        private final Map<String, @Nullable Object> members;

        private Members(Map<String, @Nullable Object> members) {
            this.members = members;
        }

        static Members of(Map<?, ?> map) {
            if (map instanceof Members copied) {
                return copied;
            }
            Map<String, @Nullable Object> copy = LinkedHashMap.newLinkedHashMap(map.size());
            map.forEach((name, member) -> copy.put(String.valueOf(name), copyOf(member)));
            return new Members(Collections.unmodifiableMap(copy));
        }

        @Override
        public Set<Map.Entry<String, @Nullable Object>> entrySet() {
            return members.entrySet();
        }

        @Override
        public @Nullable Object get(@Nullable Object name) {
            return members.get(name);
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return members.containsKey(name);
        }
    }

    private static final class Elements extends AbstractList<@Nullable Object> implements RandomAccess {
        private final @Nullable Object[] elements;

        private Elements(@Nullable Object[] elements) {
            this.elements = elements;
        }

        static Elements of(List<?> list) {
            if (list instanceof Elements copied) {
                return copied;
            }
            @Nullable Object[] copy = new Object[list.size()];
            int i = 0;
            for (Object element : list) {
                copy[i++] = copyOf(element);
            }
            return new Elements(copy);
        }

        @Override
        public @Nullable Object get(int index) {
            return elements[index];
        }

        @Override
        public int size() {
            return elements.length;
        }
    }
}
