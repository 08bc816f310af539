package dev.drover.adapter.dynamodb;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Change;
import dev.drover.task.Page;
import dev.drover.task.Query;
import dev.drover.task.Recorded;
import dev.drover.task.Subscription;
import dev.drover.task.Task;
import dev.drover.task.TaskCache;
import dev.drover.task.TaskCodec;
import dev.drover.task.TaskStore;
import dev.drover.task.Watchers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Tasks in DynamoDB: a head with the place of each, a record for every commit and perhaps a snapshot. Watchers hear of
 * changes by this replica only; those of others are found by looking.
 */
public final class DynamoTaskStore implements TaskStore {
    // 0006: a snapshot only at rest, and only of long tasks
    private static final int EVENTS_WITHOUT_SNAPSHOT = 32;

    private final Dynamo dynamo;
    private final TaskCodec codec;
    private final TaskCache tasks;
    private final Journal journal;
    private final Purge purge;
    private final Watchers watchers = new Watchers();

    /**
     * A store in this table, which it closes when it is closed.
     *
     * @param recentBytes how much heap recent tasks may take, roughly
     */
    public DynamoTaskStore(Dynamo dynamo, TaskCodec codec, long recentBytes, Clock clock) {
        this.dynamo = dynamo;
        this.codec = codec;
        tasks = new TaskCache(codec, this::read, recentBytes);
        journal = new Journal(dynamo, new Content(dynamo));
        purge = new Purge(dynamo, clock);
    }

    @Override
    public boolean append(Change change) {
        Task task = change.after();
        boolean snapshot = task.state().atRest() && task.sequence() > EVENTS_WITHOUT_SNAPSHOT;
        List<byte[]> events = codec.encode(change.events());
        boolean appended = Dynamo.call(() ->
                new Append(dynamo, journal.content()).commit(change, events, snapshot ? codec.encode(task) : null));
        if (appended) {
            tasks.appended(change, events);
            watchers.changed(task.id());
        }
        return appended;
    }

    @Override
    public Optional<Task> find(Scope scope, String taskId) {
        return tasks.find(taskId).filter(task -> scope.sees(task.owner()));
    }

    private List<TaskCache.Stored> read(List<TaskCache.Wanted> wanted) {
        return Dynamo.call(() -> Dynamo.together(wanted.stream()
                .<Supplier<TaskCache.Stored>>map(task -> () -> journal.read(task))
                .toList()));
    }

    @Override
    public Page list(Scope scope, Query query) {
        Listing listing = new Listing(dynamo);
        return Dynamo.call(() -> tasks.page(query, listing.places(scope, query), listing.total(scope, query)));
    }

    @Override
    public List<Recorded> events(String taskId, long after, int limit) {
        List<Recorded> events = new ArrayList<>();
        for (byte[] bytes : Dynamo.call(() -> journal.events(taskId, after + 1, limit))) {
            events.add(new Recorded(after + events.size() + 1, codec.decodeEvent(bytes)));
        }
        return events;
    }

    @Override
    public Subscription watch(String taskId, Runnable changed) {
        return watchers.watch(taskId, changed);
    }

    @Override
    public List<String> unfinished(String after, int limit) {
        QueryRequest request = QueryRequest.builder()
                .tableName(dynamo.table)
                .indexName(Names.OPEN)
                .keyConditionExpression("#open = :open and #id > :after")
                .expressionAttributeNames(Map.of("#open", Names.OPEN, "#id", Names.ID))
                .expressionAttributeValues(
                        Map.of(":open", Items.text(Names.OPEN), ":after", Items.text(after.isEmpty() ? " " : after)))
                .limit(limit)
                .build();
        return Dynamo.call(() -> dynamo.client.queryPaginator(request).items().stream()
                .limit(limit)
                .map(item -> Items.text(item, Names.ID))
                .toList());
    }

    @Override
    public synchronized int purge(Instant endedBefore, long keep, int limit) {
        return Dynamo.call(() -> purge.purge(endedBefore, keep, limit));
    }

    @Override
    public List<String> ofContext(Caller owner, String contextId, int limit) {
        return Dynamo.call(() -> new Listing(dynamo).ofContext(owner, contextId, limit));
    }

    @Override
    public boolean remove(String taskId) {
        return Dynamo.call(() -> new Removal(dynamo).remove(taskId));
    }

    @Override
    public void close() {
        dynamo.close();
    }
}
