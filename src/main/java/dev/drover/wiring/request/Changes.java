package dev.drover.wiring.request;

import dev.drover.task.Rounds;
import dev.drover.task.Subscription;
import dev.drover.task.TaskStore;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The changes of one task, for one thread that waits for them. The store tells of each; as a hint of it may be lost, the
 * wait also ends once a second.
 */
final class Changes implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Rounds ROUNDS = new Rounds(LOOK_AGAIN);

    private final Semaphore changed = new Semaphore(0);
    private final Subscription watch;
    private final Subscription rounds;

    Changes(TaskStore store, String taskId) {
        watch = store.watch(taskId, this::tell);
        rounds = ROUNDS.join(this::tell);
    }

    /** Ends the wait that is on, or the next one. */
    void tell() {
        changed.release();
    }

    /** Waits until there may be something new since the last wait. */
    void await() throws InterruptedException {
        changed.acquire();
        changed.drainPermits();
    }

    void await(Duration atMost) throws InterruptedException {
        if (atMost.compareTo(LOOK_AGAIN) >= 0) {
            await();
        } else {
            changed.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
            changed.drainPermits();
        }
    }

    @Override
    public void close() {
        rounds.close();
        watch.close();
    }
}
