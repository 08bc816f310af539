package dev.drover.adapter.rocksdb;

import dev.drover.identity.Scope;
import dev.drover.task.Task;
import dev.drover.task.TaskCodec;
import dev.drover.task.Watchers;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** What the operations on tasks share: the disk, and what is known of it in memory. */
final class Tasks {
    final Journal journal;
    final RecentTasks recent;
    final Unfinished unfinished = new Unfinished();
    final Ended ended = new Ended();
    final Watchers watchers = new Watchers();

    Tasks(TaskCodec codec, long recentBytes) {
        journal = new Journal(codec);
        recent = new RecentTasks(recentBytes);
    }

    /** Reads what is kept in memory; for a database that was just opened. */
    void load(Handles handles) throws RocksDBException {
        recent.clear();
        unfinished.clear();
        byte[] prefix = IndexKeys.unfinished();
        try (Scan scan = new Scan(handles, handles.index, prefix, Keys.behind(prefix))) {
            for (; scan.valid(); scan.next()) {
                Task task = journal.find(handles, IndexKeys.unfinishedId(scan.key()));
                if (task != null) {
                    Place place = Place.of(task);
                    unfinished.put(place, IndexValues.decodeRest(scan.value(), place));
                }
            }
        }
        ended.load(handles);
    }

    @Nullable
    Task find(Handles handles, Scope scope, String taskId) throws RocksDBException {
        RecentTasks.Recent known = recent.get(taskId);
        Task task = known != null ? known.task : journal.find(handles, taskId);
        return task != null && scope.sees(task.owner()) ? task : null;
    }

    /** The task's sequence number behind what the batch has for it; the writer's thread asks. */
    long sequence(Batch batch, String taskId, long expected) throws RocksDBException {
        Long staged = batch.sequences.get(taskId);
        if (staged != null) {
            return staged;
        }
        RecentTasks.Recent known = recent.get(taskId);
        if (known != null) {
            return known.task.sequence();
        }
        if (expected == 0) {
            return journal.exists(batch.handles, taskId) ? 1 : 0;
        }
        return journal.sequence(batch.handles, taskId);
    }
}
