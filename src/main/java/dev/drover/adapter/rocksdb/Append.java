package dev.drover.adapter.rocksdb;

import dev.drover.task.Change;
import dev.drover.task.Task;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;

/** A change on its way to the disk: its events, its snapshot if it is time for one, and its index entries. */
final class Append extends Commit {
    private final Tasks tasks;
    private final Change change;
    private final byte[] record;
    private final byte @Nullable [] snapshot;
    private final long snapshotAt;
    private @Nullable Place oldRest;

    /**
     * @param snapshot absent when none is to be written
     * @param snapshotAt where the task's snapshot will be then; negative when that is not known
     */
    Append(Tasks tasks, Change change, byte[] record, byte @Nullable [] snapshot, long snapshotAt) {
        this.tasks = tasks;
        this.change = change;
        this.record = record;
        this.snapshot = snapshot;
        this.snapshotAt = snapshotAt;
    }

    @Override
    boolean durable() {
        return true;
    }

    @Override
    int size() {
        return record.length;
    }

    @Override
    boolean stage(Batch batch) throws RocksDBException {
        if (tasks.sequence(batch, change.taskId(), change.expected()) != change.expected()) {
            return false;
        }
        batch.sequences.put(change.taskId(), change.after().sequence());
        ColumnFamilyHandle events = batch.handles.events;
        batch.put(events, Keys.commit(change.taskId(), change.expected() + 1), record);
        if (snapshot != null) {
            batch.put(events, Keys.snapshot(change.taskId()), snapshot);
        }
        stageIndex(batch);
        return true;
    }

    private void stageIndex(Batch batch) throws RocksDBException {
        Task before = change.before();
        oldRest = lastRest(before);
        Place old = oldRest;
        boolean rested = before != null && before.state().atRest();
        boolean rests = change.after().state().atRest();
        Place now = Place.of(change.after());
        byte[] unfinished = IndexKeys.unfinished(change.taskId());
        if (rests && !(before != null && rested && Place.of(before).equals(now))) {
            if (before != null && !rested) {
                batch.deleteOnce(batch.handles.index, unfinished);
            }
            if (old != null) {
                for (byte[] key : IndexKeys.all(old)) {
                    batch.deleteOnce(batch.handles.index, key);
                }
            }
            for (byte[] key : IndexKeys.all(now)) {
                batch.put(batch.handles.index, key, IndexValues.encode(key, now));
            }
        } else if (!rests && (before == null || rested)) {
            batch.put(batch.handles.index, unfinished, IndexValues.encodeRest(old));
            tasks.unfinished.put(now, old);
        }
    }

    private @Nullable Place lastRest(@Nullable Task before) {
        if (before == null) {
            return null;
        }
        if (before.state().atRest()) {
            return Place.of(before);
        }
        Unfinished.Entry entry = tasks.unfinished.get(change.taskId());
        return entry == null ? null : entry.rested();
    }

    @Override
    void committed() {
        tasks.recent.appended(change, record.length, snapshotAt);
        Task after = change.after();
        if (after.state().atRest()) {
            tasks.unfinished.remove(after.id());
        } else if (change.movesIndex()) {
            tasks.unfinished.put(Place.of(after), oldRest);
        }
        if (after.state().terminal()
                && (change.before() == null || !change.before().state().terminal())) {
            tasks.ended.added(after.status().at());
        }
    }

    @Override
    void announce() {
        tasks.watchers.changed(change.taskId());
    }
}
