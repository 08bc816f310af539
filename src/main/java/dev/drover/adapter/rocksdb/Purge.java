package dev.drover.adapter.rocksdb;

import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * Ended tasks on their way out. It is durable, since what somebody had removed must not come back after a crash; and it
 * declines when the group has written to one of them, which it could not see.
 */
final class Purge extends Commit {
    private final Tasks tasks;
    private final List<Place> places;

    Purge(Tasks tasks, List<Place> places) {
        this.tasks = tasks;
        this.places = places;
    }

    @Override
    boolean durable() {
        return true;
    }

    @Override
    boolean stage(Batch batch) throws RocksDBException {
        for (Place place : places) {
            if (batch.sequences.containsKey(place.taskId())) {
                return false;
            }
        }
        tasks.remove(batch, places);
        return true;
    }

    @Override
    void committed() {
        places.forEach(place -> tasks.recent.remove(place.taskId()));
        tasks.ended.removed(places.size());
    }
}
