package dev.drover.adapter.rocksdb;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Change;
import dev.drover.task.Page;
import dev.drover.task.Query;
import dev.drover.task.Recorded;
import dev.drover.task.Subscription;
import dev.drover.task.Task;
import dev.drover.task.TaskCodec;
import dev.drover.task.TaskStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in a RocksDB database: the events of each commit under one key, an index over the tasks at rest, and in memory
 * the unfinished tasks and the recent ones.
 *
 * <p>Callers encode on their own thread, hand in, and wait for their group; reads do not wait for writes.
 */
public final class RocksTaskStore implements TaskStore {
    // 0006: a snapshot only at rest, and only of long tasks
    private static final int EVENTS_WITHOUT_SNAPSHOT = 32;

    private static final int PURGED_AT_ONCE = 256;
    private static final int UNKNOWN = -1;

    private final RocksDb database;
    private final TaskCodec codec;
    private final Tasks tasks;

    /**
     * A store over this database, which it closes when it is closed.
     *
     * @param recentBytes how much heap recent tasks may take, roughly
     */
    public RocksTaskStore(RocksDb database, TaskCodec codec, long recentBytes) {
        this.database = database;
        this.codec = codec;
        tasks = new Tasks(codec, recentBytes);
        load();
        database.whenReopened(this::load);
    }

    private void load() {
        database.read(handles -> {
            tasks.load(handles);
            return true;
        });
    }

    @Override
    public boolean append(Change change) {
        byte[] record = Records.encode(codec, change.events());
        long snapshotAt = snapshotAt(change);
        byte[] snapshot = null;
        if (snapshotAt >= 0
                && change.after().state().atRest()
                && change.after().sequence() - snapshotAt > EVENTS_WITHOUT_SNAPSHOT) {
            snapshot = codec.encode(change.after());
            snapshotAt = change.after().sequence();
        }
        return database.commit(new Append(tasks, change, record, snapshot, snapshotAt));
    }

    /** Read from the disk only when it matters. */
    private long snapshotAt(Change change) {
        if (change.before() == null) {
            return 0;
        }
        RecentTasks.Recent recent = tasks.recent.get(change.taskId());
        if (recent != null && recent.snapshotAt >= 0) {
            return recent.snapshotAt;
        }
        return change.after().state().atRest() && change.after().sequence() > EVENTS_WITHOUT_SNAPSHOT
                ? database.read(handles -> tasks.journal.snapshotAt(handles, change.taskId()))
                : UNKNOWN;
    }

    @Override
    public Optional<Task> find(Scope scope, String taskId) {
        RecentTasks.Recent recent = tasks.recent.get(taskId);
        if (recent != null) {
            return Optional.of(recent.task).filter(task -> scope.sees(task.owner()));
        }
        return Optional.ofNullable(database.<@Nullable Task>read(handles -> tasks.find(handles, scope, taskId)));
    }

    @Override
    public Page list(Scope scope, Query query) {
        return database.read(handles -> {
            try (Listing listing = new Listing(tasks, handles, scope, query)) {
                return listing.page();
            }
        });
    }

    @Override
    public List<Recorded> events(String taskId, long after, int limit) {
        RecentTasks.Recent recent = tasks.recent.get(taskId);
        List<Recorded> events = recent == null ? null : recent.events(after, limit);
        return events != null ? events : database.read(handles -> tasks.journal.events(handles, taskId, after, limit));
    }

    @Override
    public Subscription watch(String taskId, Runnable changed) {
        return tasks.watchers.watch(taskId, changed);
    }

    @Override
    public List<String> unfinished(String after, int limit) {
        return tasks.unfinished.ids(after, limit);
    }

    @Override
    public synchronized int purge(Instant endedBefore, long keep, int limit) {
        int gone = 0;
        while (gone < limit && tasks.ended.hasAny(endedBefore, keep)) {
            int some = Math.min(limit - gone, PURGED_AT_ONCE);
            List<Place> oldest = database.read(handles -> tasks.ended.oldest(handles, endedBefore, keep, some));
            if (oldest.isEmpty()) {
                break;
            }
            if (database.commit(new Purge(tasks, oldest))) {
                tasks.ended.purged(oldest);
                gone += oldest.size();
            }
        }
        return gone;
    }

    @Override
    public List<String> ofContext(Caller owner, String contextId, int limit) {
        return database.read(handles -> new ContextTasks(tasks, owner, contextId).ids(handles, limit));
    }

    @Override
    public synchronized boolean remove(String taskId) {
        Task task = find(Scope.all(), taskId).orElse(null);
        if (task == null || !task.state().terminal()) {
            return false;
        }
        return database.commit(new Purge(tasks, List.of(Place.of(task)))) || remove(taskId);
    }

    /** Writes what waits, then closes the database. */
    @Override
    public void close() {
        database.close();
    }
}
