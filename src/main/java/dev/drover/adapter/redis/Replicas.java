package dev.drover.adapter.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many replicas a write has to reach: one where there are any, else none. Looked up now and then, and when a write
 * has reached none. Safe for any number of threads.
 */
final class Replicas {
    private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Server server;
    private final AtomicLong nextLook = new AtomicLong();
    private volatile int connected;

    Replicas(Server server) {
        this.server = server;
        connected = server.replicas();
        nextLook.set(System.nanoTime() + LOOK_AGAIN.toNanos());
    }

    int wanted() {
        long due = nextLook.get();
        if (System.nanoTime() - due >= 0 && nextLook.compareAndSet(due, System.nanoTime() + LOOK_AGAIN.toNanos())) {
            look();
        }
        return Math.min(1, connected);
    }

    /** Whether there are any after all: when the last one has gone, writes need not wait for it any more. */
    boolean anyLeft() {
        look();
        return connected > 0;
    }

    private void look() {
        int found = server.replicas();
        if (found == 0 && connected > 0) {
            LOG.warn("Redis has lost its last replica; writes wait for none until one is back");
        }
        connected = found;
    }
}
