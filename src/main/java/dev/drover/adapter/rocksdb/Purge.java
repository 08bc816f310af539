package dev.drover.adapter.rocksdb;

import java.util.Arrays;
import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * Ended tasks on their way out. It is durable, since what somebody had removed must not come back after a crash; and it
 * declines when the group has written to one of them, which it could not see.
 */
final class Purge extends Commit {
    private final Tasks tasks;
    private final List<String> taskIds;
    private final List<byte[]> entries;

    Purge(Tasks tasks, List<Place> places) {
        this.tasks = tasks;
        taskIds = places.stream().map(Place::taskId).toList();
        entries = places.stream()
                .flatMap(place -> IndexKeys.all(place).stream())
                .sorted(Arrays::compareUnsigned)
                .toList();
    }

    @Override
    boolean durable() {
        return true;
    }

    @Override
    boolean stage(Batch batch) throws RocksDBException {
        if (taskIds.stream().anyMatch(batch.sequences::containsKey)) {
            return false;
        }
        tasks.journal.remove(batch, taskIds);
        for (byte[] entry : entries) {
            batch.delete(batch.handles.index, entry);
        }
        taskIds.forEach(taskId -> batch.sequences.put(taskId, 0L));
        return true;
    }

    @Override
    void committed() {
        taskIds.forEach(tasks.recent::remove);
        tasks.ended.removed(taskIds.size());
    }
}
