package dev.drover.wiring.work;

import dev.drover.task.Rounds;
import dev.drover.task.Subscription;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One run of one agent, or of a tool, on a virtual thread of its own, so that it can be interrupted. */
public final class Attempt {
    /** How much later than its deadline an attempt may end. */
    private static final Duration PRECISION = Duration.ofMillis(20);

    private static final Rounds ROUNDS = new Rounds(PRECISION);

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;

    /** What runs. */
    public interface Task {
        void run() throws Exception;
    }

    public Attempt(Task call) {
        thread = Thread.ofVirtual().unstarted(() -> {
            try {
                call.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
    }

    /**
     * Runs the call and waits for it; one that does not end in time, or is cancelled, is interrupted.
     *
     * @throws ExecutionException what the call threw, or a {@code TimeoutException}, is its cause
     */
    public void run(Duration bound) throws ExecutionException, InterruptedException {
        long end = System.nanoTime() + bound.toNanos();
        if (!done.isCancelled()) {
            thread.start();
        }
        try (Subscription deadline = ROUNDS.join(() -> expire(end))) {
            done.get();
        } catch (ExecutionException | InterruptedException | CancellationException e) {
            thread.interrupt();
            throw e;
        }
    }

    private void expire(long end) {
        if (System.nanoTime() - end >= 0) {
            done.completeExceptionally(new TimeoutException("no answer in time"));
        }
    }

    void cancel() {
        done.cancel(false);
    }
}
