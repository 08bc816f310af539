package dev.drover.wiring.work;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of one agent, on a virtual thread of its own, so that it can be interrupted. */
final class Attempt {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;

    /** What runs. */
    interface Task {
        void run() throws Exception;
    }

    Attempt(Task call) {
        thread = Thread.ofVirtual().unstarted(() -> {
            try {
                call.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
    }

    /** Runs the call and waits for it; one that does not end in time is interrupted, like one that is cancelled. */
    void run(Duration bound) throws ExecutionException, TimeoutException, InterruptedException {
        if (!done.isCancelled()) {
            thread.start();
        }
        try {
            done.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException | CancellationException e) {
            thread.interrupt();
            throw e;
        }
    }

    void cancel() {
        done.cancel(false);
    }
}
