package dev.drover.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which consumer takes which path and method.
 *
 * <p>A literal segment is more specific than a <code>{name}</code>, and both are more specific than the end of a
 * prefix; the most specific pattern that matches decides alone, also when it does not take the method. The order of
 * adding does not matter. Paths are compared raw, so colons and escapes mean nothing here.
 *
 * <p>Threads: any; a change replaces the whole list.
 */
final class RouteTable<T> {

    /** What a path and method lead to. */
    sealed interface Match<T> {
        record Found<T>(T target, Map<String, String> parameters) implements Match<T> {}

        record WrongMethod<T>(Set<String> allowed) implements Match<T> {}

        record Nothing<T>() implements Match<T> {}
    }

    private record Entry<T>(PathPattern pattern, Set<String> methods, T target) {
        boolean takes(String method) {
            return methods.isEmpty() || methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
        }
    }

    private volatile List<Entry<T>> entries = List.of();

    /** Adds a target; no methods means all methods. */
    synchronized void add(PathPattern pattern, Set<String> methods, T target) {
        List<Entry<T>> next = new ArrayList<>(entries);
        next.add(new Entry<>(pattern, Set.copyOf(methods), target));
        next.sort(Comparator.comparing(entry -> entry.pattern().rank()));
        entries = List.copyOf(next);
    }

    synchronized void remove(T target) {
        entries =
                entries.stream().filter(entry -> !entry.target().equals(target)).toList();
    }

    Match<T> match(String path, String method) {
        List<Entry<T>> all = entries;
        for (int i = 0; i < all.size(); i++) {
            Entry<T> entry = all.get(i);
            if (entry.pattern().matches(path)) {
                return entry.takes(method)
                        ? found(entry, path)
                        : among(all.subList(i + 1, all.size()), entry, path, method);
            }
        }
        return new Match.Nothing<>();
    }

    /** The same pattern may be there once more for another method. */
    private Match<T> among(List<Entry<T>> rest, Entry<T> first, String path, String method) {
        Set<String> allowed = new TreeSet<>(first.methods());
        for (Entry<T> entry : rest) {
            if (entry.pattern().rank().equals(first.pattern().rank())
                    && entry.pattern().matches(path)) {
                if (entry.takes(method)) {
                    return found(entry, path);
                }
                allowed.addAll(entry.methods());
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return new Match.WrongMethod<>(allowed);
    }

    private static <T> Match<T> found(Entry<T> entry, String path) {
        Map<String, String> parameters = new HashMap<>();
        entry.pattern().parameters(path, parameters::put);
        return new Match.Found<>(entry.target(), parameters);
    }
}
