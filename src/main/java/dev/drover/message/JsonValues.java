package dev.drover.message;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.BiConsumer;
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
        return new Members(new String[] {name}, new @Nullable Object[] {copyOf(value)});
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

    /** Names and values in two arrays, a third of what a hash map takes; one of its own only where there are many. */
    private static final class Members extends AbstractMap<String, @Nullable Object> {
        private static final int FEW = 8;

        private final String[] names;
        private final @Nullable Object[] values;
        private final @Nullable Map<String, Integer> places;

        private Members(String[] names, @Nullable Object[] values) {
            this.names = names;
            this.values = values;
            places = names.length <= FEW ? null : HashMap.newHashMap(names.length);
            for (int i = 0; places != null && i < names.length; i++) {
                places.put(names[i], i);
            }
        }

        static Members of(Map<?, ?> map) {
            if (map instanceof Members copied) {
                return copied;
            }
            List<Map.Entry<?, ?>> members = new ArrayList<>(map.entrySet());
            String[] names = new String[members.size()];
            @Nullable Object[] values = new Object[names.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = String.valueOf(members.get(i).getKey());
                values[i] = copyOf(members.get(i).getValue());
            }
            return new Members(names, values);
        }

        private int place(@Nullable Object name) {
            if (places != null) {
                return places.getOrDefault(name, -1);
            }
            for (int i = 0; i < names.length; i++) {
                if (names[i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public int size() {
            return names.length;
        }

        @Override
        public @Nullable Object get(@Nullable Object name) {
            int place = place(name);
            return place < 0 ? null : values[place];
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return place(name) >= 0;
        }

        @Override
        public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
            for (int i = 0; i < names.length; i++) {
                action.accept(names[i], values[i]);
            }
        }

        @Override
        public Set<Map.Entry<String, @Nullable Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public int size() {
                    return names.length;
                }

                @Override
                public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                    return new Walk();
                }
            };
        }

        private final class Walk implements Iterator<Map.Entry<String, @Nullable Object>> {
            private int at;

            @Override
            public boolean hasNext() {
                return at < names.length;
            }

            @Override
            public Map.Entry<String, @Nullable Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return new SimpleImmutableEntry<>(names[at], values[at++]);
            }
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
