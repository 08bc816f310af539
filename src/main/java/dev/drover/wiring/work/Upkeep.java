package dev.drover.wiring.work;

import dev.drover.state.StateStore;
import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Duration;

/** The bean {@code upkeep}: what has to be done from time to time. */
public final class Upkeep {
    private static final int BATCH = 1000;

    private final TaskStore store;
    private final Duration retention;
    private final long keep;
    private final StateStore state;
    private final Clock clock;

    Upkeep(Replica replica, Duration retention, long keep) {
        this.store = replica.tasks();
        this.retention = retention;
        this.keep = keep;
        this.state = replica.state();
        this.clock = replica.clock();
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
}
