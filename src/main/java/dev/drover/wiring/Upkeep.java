package dev.drover.wiring;

import dev.drover.state.StateStore;
import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The bean {@code upkeep}: what has to be done from time to time. */
public final class Upkeep {
    private static final int BATCH = 1000;

    private final TaskStore store;
    private final Running running;
    private final Duration retention;
    private final long keep;
    private final StateStore state;
    private final Clock clock;

    Upkeep(TaskStore store, Running running, Duration retention, long keep, StateStore state, Clock clock) {
        this.store = store;
        this.running = running;
        this.retention = retention;
        this.keep = keep;
        this.state = state;
        this.clock = clock;
    }

    /** Removes tasks that ended too long ago or are too many, and values that have expired. */
    public void sweep() {
        int purged;
        int swept;
        do {
            purged = store.purge(clock.instant().minus(retention), keep, BATCH);
            swept = state.sweep(BATCH);
        } while (purged == BATCH || swept == BATCH);
    }

    /** The tasks that have work left and that nobody works on. */
    public List<String> abandoned() {
        return store.unfinished("", BATCH).stream()
                .filter(taskId -> running.find(taskId) == null)
                .toList();
    }
}
