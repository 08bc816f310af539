package dev.drover.adapter.micrometer;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Change;
import dev.drover.task.Page;
import dev.drover.task.Query;
import dev.drover.task.Recorded;
import dev.drover.task.Subscription;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A journal whose operations are timed. */
public final class MeasuredTaskStore implements TaskStore {
    private final TaskStore store;
    private final StoreMeters append;
    private final StoreMeters find;
    private final StoreMeters list;
    private final StoreMeters events;
    private final StoreMeters unfinished;
    private final StoreMeters purge;
    private final StoreMeters ofContext;
    private final StoreMeters remove;

    public MeasuredTaskStore(TaskStore store, MeterRegistry registry) {
        this.store = store;
        append = new StoreMeters(registry, "append");
        find = new StoreMeters(registry, "find");
        list = new StoreMeters(registry, "list");
        events = new StoreMeters(registry, "events");
        unfinished = new StoreMeters(registry, "unfinished");
        purge = new StoreMeters(registry, "purge");
        ofContext = new StoreMeters(registry, "of-context");
        remove = new StoreMeters(registry, "remove");
    }

    @Override
    public boolean append(Change change) {
        return append.measure(() -> store.append(change));
    }

    @Override
    public Optional<Task> find(Scope scope, String taskId) {
        return find.measure(() -> store.find(scope, taskId));
    }

    @Override
    public Page list(Scope scope, Query query) {
        return list.measure(() -> store.list(scope, query));
    }

    @Override
    public List<Recorded> events(String taskId, long after, int limit) {
        return events.measure(() -> store.events(taskId, after, limit));
    }

    @Override
    public Subscription watch(String taskId, Runnable changed) {
        return store.watch(taskId, changed);
    }

    @Override
    public List<String> unfinished(String after, int limit) {
        return unfinished.measure(() -> store.unfinished(after, limit));
    }

    @Override
    public int purge(Instant endedBefore, long keep, int limit) {
        return purge.measure(() -> store.purge(endedBefore, keep, limit));
    }

    @Override
    public List<String> ofContext(Caller owner, String contextId, int limit) {
        return ofContext.measure(() -> store.ofContext(owner, contextId, limit));
    }

    @Override
    public boolean remove(String taskId) {
        return remove.measure(() -> store.remove(taskId));
    }

    @Override
    public void close() {
        store.close();
    }
}
