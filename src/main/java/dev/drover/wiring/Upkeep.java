package dev.drover.wiring;

import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The bean {@code upkeep}: what has to be done from time to time. */
public final class Upkeep {
    private static final int BATCH = 1000;

    private final TaskStore store;
    private final Running running;
    private final Duration retention;
    private final long keep;
    private final IntUnaryOperator sweep;
    private final Clock clock;

    Upkeep(TaskStore store, Running running, Duration retention, long keep, IntUnaryOperator sweep, Clock clock) {
        this.store = store;
        this.running = running;
        this.retention = retention;
        this.keep = keep;
        this.sweep = sweep;
        this.clock = clock;
    }

    /** Removes tasks that ended too long ago or are too many, and values that have expired. */
    public void sweep() {
        int purged;
        int swept;
        do {
            purged = store.purge(clock.instant().minus(retention), keep, BATCH);
            swept = sweep.applyAsInt(BATCH);
        } while (purged == BATCH || swept == BATCH);
    }

    /** The tasks that have work left and that nobody works on. */
    public List<String> abandoned() {
        return store.unfinished("", BATCH).stream()
                .filter(taskId -> running.find(taskId) == null)
                .toList();
    }
}
