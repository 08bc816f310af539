package dev.drover.wiring.work;

import dev.drover.identity.Scope;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Subscription;
import dev.drover.task.TaskStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Follows in the journal what becomes of the tasks that this replica works on: the calls of one that is cancelled, taken
 * over or removed elsewhere are interrupted here.
 *
 * <p>Threads: told on the store's threads, where it must not block; looks on virtual threads of its own.
 */
final class Overseer {
    /** Events that come close together are looked at once. */
    private static final Duration TOGETHER = Duration.ofMillis(100);

    private final TaskStore store;
    private final Running running;

    Overseer(TaskStore store, Running running) {
        this.store = store;
        this.running = running;
    }

    /** Looks after the assignment until the subscription is closed. */
    Subscription follow(Assignment assignment) {
        AtomicBoolean told = new AtomicBoolean();
        return store.watch(assignment.task().id(), () -> {
            if (told.compareAndSet(false, true)) {
                Thread.startVirtualThread(() -> {
                    pause();
                    told.set(false);
                    look(assignment);
                });
            }
        });
    }

    /** Repairs what hints have missed. */
    void lookAtAll() {
        running.all().forEach(this::look);
    }

    private void look(Assignment assignment) {
        String taskId = assignment.task().id();
        if (running.find(taskId) != assignment) {
            return;
        }
        try {
            boolean ours = store.find(Scope.all(), taskId).map(assignment::owns).orElse(false);
            if (!ours) {
                assignment.cancelCalls();
            }
        } catch (StoreUnavailable e) {
            // it is looked at again
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TOGETHER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
