package dev.drover.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The paths of one endpoint: segments, each literal or <code>{name}</code>, and whether more may follow.
 *
 * @param rank sorts patterns that match the same path: the most specific first
 */
record PathPattern(List<String> segments, boolean prefix, String rank) {

    static PathPattern of(String path, boolean prefix) {
        List<String> segments =
                Stream.of(path.split("/")).filter(segment -> !segment.isEmpty()).toList();
        String ranks = segments.stream()
                .map(segment -> isParameter(segment) ? "1" : "0")
                .collect(Collectors.joining());
        return new PathPattern(segments, prefix, ranks + (prefix ? "2" : ""));
    }

    boolean matches(String path) {
        int at = 0;
        for (String segment : segments) {
            int end = end(path, at + 1);
            boolean empty = at + 1 >= end;
            if (empty || !(isParameter(segment) || matches(segment, path, at + 1, end))) {
                return false;
            }
            at = end;
        }
        return prefix || path.length() - at <= 1;
    }

    /** Tells the parameters of a path that matches. */
    void parameters(String path, BiConsumer<String, String> to) {
        int at = 0;
        for (String segment : segments) {
            int end = end(path, at + 1);
            if (isParameter(segment)) {
                to.accept(segment.substring(1, segment.length() - 1), decoded(path.substring(at + 1, end)));
            }
            at = end;
        }
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean matches(String segment, String path, int start, int end) {
        return end - start == segment.length() && path.startsWith(segment, start);
    }

    private static int end(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? path.length() : slash;
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return raw;
        }
    }
}
