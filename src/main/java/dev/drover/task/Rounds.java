package dev.drover.task;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks in on everybody who waits, once in a while, so that nobody needs a timer of their own: on a virtual thread a wait
 * with a timeout costs several times as much as one without (docs/speed.md).
 *
 * <p>Threads: any may come and go; looks run on one virtual thread, which lives while somebody waits, and must not block.
 */
public final class Rounds {
    private final Duration every;
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean walking = new AtomicBoolean();

    public Rounds(Duration every) {
        this.every = every;
    }

    /** Has {@code look} run at every round until the subscription is closed. */
    public Subscription join(Runnable look) {
        waiting.add(look);
        if (!walking.get()) {
            walk();
        }
        return () -> waiting.remove(look);
    }

    private void walk() {
        if (walking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("rounds").start(this::run);
        }
    }

    private void run() {
        try {
            do {
                Thread.sleep(every);
                waiting.forEach(Runnable::run);
            } while (!waiting.isEmpty());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            walking.set(false);
        }
        if (!waiting.isEmpty()) {
            walk();
        }
    }
}
