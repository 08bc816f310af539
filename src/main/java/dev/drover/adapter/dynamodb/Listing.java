package dev.drover.adapter.dynamodb;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Cursor;
import dev.drover.task.Query;
import dev.drover.task.StoreKey;
import dev.drover.task.TaskState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Finds places by the indexes, which have a partition for each state and may lag behind the tasks by a moment. */
record Listing(Dynamo dynamo) {
    /** In place of the state of tasks that no listing shows. */
    static final String HIDDEN = "HIDDEN";

    /** The first places behind the query's cursor, one more than the page has if there is a further one. */
    List<Cursor> places(Scope scope, Query query) {
        String from = query.since() == null ? Range.FIRST : Items.time(query.since());
        String until = query.after() == null ? Range.BEHIND_LAST : Items.place(query.after());
        int limit = query.limit() + 1;
        return together(states(query), state -> places(range(scope, query, state, from, until), false, limit)).stream()
                .flatMap(List::stream)
                .sorted(Collections.reverseOrder())
                .limit(limit)
                .map(Items::cursor)
                .toList();
    }

    /** How many match in all, up to the limit of the port. */
    int total(Scope scope, Query query) {
        String from = query.since() == null ? Range.FIRST : Items.time(query.since());
        int total = together(
                        states(query),
                        state -> count(range(scope, query, state, from, Range.BEHIND_LAST), Query.COUNTED))
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
        return Math.min(total, Query.COUNTED);
    }

    /** The ids of all tasks of a context, also of the hidden ones. */
    List<String> ofContext(Caller owner, String contextId, int limit) {
        List<String> states = new ArrayList<>(listed());
        states.add(HIDDEN);
        String caller = StoreKey.of(owner.name());
        String context = StoreKey.of(contextId);
        return together(states, state -> places(Range.of(state, caller, context), true, limit)).stream()
                .flatMap(List::stream)
                .limit(limit)
                .map(place -> Items.cursor(place).taskId())
                .toList();
    }

    /** The places of the oldest tasks in one of these states that changed before a time, oldest first. */
    List<String> oldest(List<String> states, String before, int limit) {
        return together(states, state -> places(new Range(state, null, null, Range.FIRST, before), true, limit))
                .stream()
                .flatMap(List::stream)
                .sorted()
                .limit(limit)
                .toList();
    }

    /** How many tasks are in these states. */
    long count(List<String> states) {
        return together(states, state -> count(Range.of(state, null, null), Integer.MAX_VALUE)).stream()
                .mapToLong(Integer::longValue)
                .sum();
    }

    private static <T> List<T> together(List<String> states, Function<String, T> request) {
        return Dynamo.together(states.stream()
                .<Supplier<T>>map(state -> () -> request.apply(state))
                .toList());
    }

    private static List<String> states(Query query) {
        return query.state() == null ? listed() : List.of(query.state().name());
    }

    private static List<String> listed() {
        return Arrays.stream(TaskState.values()).map(TaskState::name).toList();
    }

    private static Range range(Scope scope, Query query, String state, String from, String until) {
        String owner = scope instanceof Scope.Owner(Caller caller) ? StoreKey.of(caller.name()) : null;
        String context = query.contextId() == null ? null : StoreKey.of(query.contextId());
        return new Range(state, owner, context, from, until);
    }

    private List<String> places(Range range, boolean forward, int limit) {
        List<String> places = new ArrayList<>();
        if (range.isEmpty()) {
            return places;
        }
        QueryRequest.Builder request =
                range.request(dynamo.table).scanIndexForward(forward).limit(limit + 1);
        Map<String, AttributeValue> from = null;
        do {
            QueryResponse page =
                    dynamo.client.query(request.exclusiveStartKey(from).build());
            page.items().stream()
                    .map(item -> Items.text(item, Names.PLACE))
                    .filter(range::holds)
                    .forEach(places::add);
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (from != null && places.size() < limit);
        return places.subList(0, Math.min(limit, places.size()));
    }

    private int count(Range range, int limit) {
        QueryRequest.Builder request = range.request(dynamo.table).select(Select.COUNT);
        int count = 0;
        Map<String, AttributeValue> from = null;
        do {
            QueryResponse page =
                    dynamo.client.query(request.exclusiveStartKey(from).build());
            count += page.count();
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (from != null && count < limit);
        return count;
    }
}
