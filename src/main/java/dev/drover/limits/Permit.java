package dev.drover.limits;

import java.util.concurrent.atomic.AtomicBoolean;

/** A place that somebody has, until it is given back: once, however often that is tried, and by any thread. */
public final class Permit implements AutoCloseable {
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final Runnable back;

    Permit(Runnable back) {
        this.back = back;
    }

    /** Both as one, which gives back both. */
    public Permit and(Permit other) {
        return new Permit(() -> {
            close();
            other.close();
        });
    }

    @Override
    public void close() {
        if (held.compareAndSet(true, false)) {
            back.run();
        }
    }
}
