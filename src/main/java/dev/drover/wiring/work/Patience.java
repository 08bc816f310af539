package dev.drover.wiring.work;

import dev.drover.lease.Lease;
import dev.drover.refusal.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Waits where the store is away, so that work pauses and goes on. What waits keeps what its agents have replied, so
 * there is room for a bounded number of bytes; who finds none gets {@code StoreUnavailable}.
 *
 * <p>Threads: any number; each waits by itself, and an interrupt ends its wait.
 */
final class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int LONGEST = 5;

    private final Lease lease;
    private final int bytes;
    private final Semaphore room;

    Patience(Lease lease, int bytes) {
        this.lease = lease;
        this.bytes = bytes;
        room = new Semaphore(bytes);
    }

    /** What the action gives, as soon as this replica has its lease and the store answers. */
    <T> T insist(Supplier<T> action) {
        return insist(() -> 0, action);
    }

    /**
     * The same for an action that keeps something until it is done.
     *
     * @param weight how many bytes it keeps; asked only if there is a wait
     */
    <T> T insist(IntSupplier weight, Supplier<T> action) {
        if (lease.held()) {
            try {
                return action.get();
            } catch (StoreUnavailable e) {
                // waits below
            }
        }
        int kept = Math.min(weight.getAsInt(), bytes);
        if (!room.tryAcquire(kept)) {
            throw new StoreUnavailable("the store is away, and there is no room for more replies that wait for it");
        }
        try {
            return waitFor(action);
        } finally {
            room.release(kept);
        }
    }

    private <T> T waitFor(Supplier<T> action) {
        for (int turn = 0; ; turn++) {
            pause(turn);
            if (lease.held()) {
                try {
                    return action.get();
                } catch (StoreUnavailable e) {
                    // the next turn
                }
            }
        }
    }

    /** Twice as long each time, up to some seconds, and spread. */
    private static void pause(int turn) {
        long millis = FIRST_PAUSE.toMillis() << Math.min(turn, LONGEST);
        try {
            Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("the wait for the store was interrupted", e);
        }
    }
}
