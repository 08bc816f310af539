package dev.drover.a2a;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path, understood. Nothing but slashes is the JSON-RPC endpoint; every other one may have a tenant in front.
 *
 * @param tenant absent on a path without one
 * @param taskId absent where the path names no task
 */
record Path(
        Resource resource,
        @Nullable String tenant,
        @Nullable String taskId) {

    /** Null for a path that names nothing here. */
    static @Nullable Path of(String raw) {
        int start = 0;
        while (start < raw.length() && raw.charAt(start) == '/') {
            start++;
        }
        if (start == raw.length()) {
            return new Path(Resource.RPC, null, null);
        }
        List<String> segments = segments(raw.substring(start));
        Path plain = of(segments, null);
        if (plain != null || segments.size() < 2 || segments.getFirst().isEmpty()) {
            return plain;
        }
        Path tenants = of(segments.subList(1, segments.size()), segments.getFirst());
        return tenants == null || tenants.resource == Resource.CARD ? null : tenants;
    }

    private static @Nullable Path of(List<String> segments, @Nullable String tenant) {
        Resource resource = Resource.of(segments);
        if (resource == null) {
            return null;
        }
        boolean task = segments.size() > 1 && segments.getFirst().equals("tasks");
        return new Path(resource, tenant, task ? taskId(segments.get(1)) : null);
    }

    private static String taskId(String segment) {
        int colon = segment.indexOf(':');
        return colon < 0 ? segment : segment.substring(0, colon);
    }

    /** Decoded; what cannot be decoded names nothing, so it becomes empty. */
    private static List<String> segments(String raw) {
        List<String> segments = new ArrayList<>(4);
        for (String segment : raw.split("/", -1)) {
            String decoded = Percent.decode(segment);
            segments.add(decoded == null ? "" : decoded);
        }
        return segments;
    }
}
