package dev.drover.adapter.rocksdb;

import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.task.TaskCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Tasks as they are on the disk. */
final class Journal {
    private static final int SKIPPED = 1_000;

    private final TaskCodec codec;

    Journal(TaskCodec codec) {
        this.codec = codec;
    }

    /** The task's snapshot with the events behind it; null when there is no such task. */
    @Nullable
    Task find(Handles handles, String taskId) throws RocksDBException {
        try (Scan scan = scan(handles, taskId)) {
            Task task = null;
            if (scan.valid() && Keys.sequence(scan.key()) == 0) {
                task = codec.decodeTask(scan.value());
                scan.seek(Keys.commit(taskId, task.sequence() + 1));
            }
            List<Event> events = new ArrayList<>();
            for (; scan.valid(); scan.next()) {
                events.addAll(Records.decode(codec, scan.value()));
            }
            return events.isEmpty() ? task : Task.fold(taskId, task, events);
        }
    }

    List<Recorded> events(Handles handles, String taskId, long after, int limit) throws RocksDBException {
        List<Recorded> events = new ArrayList<>();
        try (Scan scan = scan(handles, taskId)) {
            scan.seekBack(Keys.commit(taskId, after + 1));
            if (!scan.valid() || !Keys.isOf(taskId, scan.key()) || Keys.sequence(scan.key()) == 0) {
                scan.seek(Keys.commit(taskId, 1));
            }
            for (; scan.valid() && events.size() < limit; scan.next()) {
                long sequence = Keys.sequence(scan.key());
                for (Event event : Records.decode(codec, scan.value())) {
                    if (sequence > after && events.size() < limit) {
                        events.add(new Recorded(sequence, event));
                    }
                    sequence++;
                }
            }
        }
        return events;
    }

    /** The number of the task's last event, 0 when there is no such task. */
    long sequence(Handles handles, String taskId) throws RocksDBException {
        try (Scan scan = scan(handles, taskId)) {
            scan.seekBack(Keys.end(taskId));
            if (!scan.valid() || !Keys.isOf(taskId, scan.key())) {
                return 0;
            }
            return Keys.sequence(scan.key()) + Records.count(scan.value()) - 1;
        }
    }

    /** The first commit of a task is always under the same key, which filters find cheaply where it is not there. */
    boolean exists(Handles handles, String taskId) throws RocksDBException {
        return handles.database.get(handles.events, Keys.commit(taskId, 1)) != null;
    }

    /** The sequence number of the task's snapshot, 0 when it has none. */
    long snapshotAt(Handles handles, String taskId) throws RocksDBException {
        byte[] snapshot = handles.database.get(handles.events, Keys.snapshot(taskId));
        return snapshot == null ? 0 : codec.decodeTask(snapshot).sequence();
    }

    /**
     * Removes all records of these tasks. As a rule they lie next to each other, and one scan walks over all of them; but
     * between two of them millions may have been removed before.
     */
    void remove(Batch batch, List<String> taskIds) throws RocksDBException {
        List<byte[]> starts = taskIds.stream()
                .map(Keys::snapshot)
                .sorted(Arrays::compareUnsigned)
                .toList();
        byte[] end = Keys.end(starts.getLast());
        try (Scan scan = new Scan(batch.handles, batch.handles.events, starts.getFirst(), end, SKIPPED)) {
            for (byte[] start : starts) {
                scan.forward(start);
                while (scan.valid() && Keys.areOfOne(start, scan.key())) {
                    byte[] record = scan.key();
                    batch.delete(batch.handles.events, record);
                    scan.nextBehind(record);
                }
            }
        }
    }

    private static Scan scan(Handles handles, String taskId) {
        return new Scan(handles, handles.events, Keys.snapshot(taskId), Keys.end(taskId));
    }
}
