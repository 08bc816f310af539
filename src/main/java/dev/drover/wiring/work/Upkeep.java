package dev.drover.wiring.work;

import dev.drover.identity.Scope;
import dev.drover.state.StateStore;
import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The bean {@code upkeep}: what has to be done from time to time. */
public final class Upkeep {
    private static final int BATCH = 1000;
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final TaskStore store;
    private final Running running;
    private final Duration retention;
    private final long keep;
    private final StateStore state;
    private final String replica;
    private final Clock clock;

    Upkeep(Replica replica, Duration retention, long keep) {
        this.store = replica.tasks();
        this.running = replica.running();
        this.retention = retention;
        this.keep = keep;
        this.state = replica.state();
        this.replica = replica.id();
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

    /** False for a task that this replica has just taken and is about to work on. */
    private boolean left(String taskId) {
        return store.find(Scope.all(), taskId)
                .map(task -> task.taken() == null
                        || !task.taken().replica().equals(replica)
                        || task.status().at().plus(SETTLED).isBefore(clock.instant()))
                .orElse(false);
    }

    /** The tasks that have work left and that nobody works on. */
    public List<String> abandoned() {
        return store.unfinished("", BATCH).stream()
                .filter(taskId -> running.find(taskId) == null)
                .filter(this::left)
                .toList();
    }
}
