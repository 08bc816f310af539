package dev.drover.adapter.redis;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Cursor;
import dev.drover.task.Query;
import dev.drover.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first places behind a query's cursor, and how many tasks match in all.
 *
 * @param places one more than the page has, if there is a further one
 */
record Listing(List<Cursor> places, int total) {
    /** In place of the state of tasks that no listing shows. */
    static final String HIDDEN = "HIDDEN";

    private static final byte[] FIRST = {'-'};
    private static final byte[] LAST = {'+'};

    static Listing of(Redis redis, Scope scope, Query query) {
        List<Object> found = found(
                redis,
                scope instanceof Scope.Owner(Caller caller) ? caller.name() : null,
                query.contextId(),
                query.since() == null ? FIRST : Members.from(query.since()),
                query.after() == null ? LAST : Members.without(query.after()),
                query.limit() + 1,
                query.state() == null ? listed() : List.of(query.state().name()));
        long total = (Long) found.getFirst();
        return new Listing(merged(found, query.limit() + 1), (int) Math.min(total, Query.COUNTED));
    }

    /** The places of all tasks of a context, also of the hidden ones. */
    static List<Cursor> ofContext(Redis redis, Caller owner, String context, int limit) {
        List<String> states = new ArrayList<>(listed());
        states.add(HIDDEN);
        return merged(found(redis, owner.name(), context, FIRST, LAST, limit, states), limit);
    }

    private static List<String> listed() {
        return Arrays.stream(TaskState.values()).map(TaskState::name).toList();
    }

    private static List<Object> found(
            Redis redis,
            @Nullable String owner,
            @Nullable String context,
            byte[] since,
            byte[] after,
            int limit,
            List<String> states) {
        String family = owner == null ? context == null ? "all" : "context" : context == null ? "owner" : "both";
        List<Object> arguments = new ArrayList<>(List.of(
                bytes(redis.prefix),
                bytes(family),
                bytes(owner == null ? "" : owner),
                bytes(context == null ? "" : context),
                since,
                after,
                bytes(Integer.toString(limit))));
        states.forEach(state -> arguments.add(bytes(state)));
        return redis.read(Script.LIST, arguments.toArray());
    }

    /** Each list comes with its latest first, and so does the whole. */
    private static List<Cursor> merged(List<Object> found, int limit) {
        List<byte[]> members = new ArrayList<>();
        for (Object list : found.subList(1, found.size())) {
            for (Object member : (List<?>) list) {
                members.add((byte[]) member);
            }
        }
        members.sort(Collections.reverseOrder(Arrays::compareUnsigned));
        return members.stream().limit(limit).map(Members::read).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
