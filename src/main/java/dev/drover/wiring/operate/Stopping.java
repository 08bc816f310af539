package dev.drover.wiring.operate;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way down: first Drover is not ready any more and still takes work, so that whoever sends traffic can turn away;
 * then Camel stops, which refuses new work and lets what is in flight finish.
 *
 * <p>Threads: written by the thread that stops; read by any.
 */
public final class Stopping extends MainListenerSupport {
    private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);

    /** What the store and the last metrics may take to close. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /** A request that waits is answered this long before the grace ends, or half of it. */
    private static final Duration ANSWERING = Duration.ofSeconds(1);

    private final Duration drain;
    private final Duration grace;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile long since;

    /**
     * @param drain for which work is still taken
     * @param grace for what is in flight then
     */
    public Stopping(Duration drain, Duration grace) {
        this.drain = drain;
        this.grace = grace;
    }

    /** Whether it has begun. */
    public boolean hasBegun() {
        return begun;
    }

    /** How long a request may still wait for what it asked for; no bound until the way down has begun. */
    public Duration patience() {
        if (!begun) {
            return Duration.ofNanos(Long.MAX_VALUE);
        }
        Duration half = grace.dividedBy(2);
        Duration wait = drain.plus(grace).minus(half.compareTo(ANSWERING) < 0 ? half : ANSWERING);
        return wait.minusNanos(System.nanoTime() - since);
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
        since = System.nanoTime();
        begun = true;
        LOG.atInfo().addKeyValue("drain", drain.toMillis()).log("stopping");
        try {
            Thread.sleep(drain);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the process alive on its way down until {@link #end}, for as long as that may take. */
    public void holdProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                ended.await(grace.plus(drain).plus(CLOSING).toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Everything is closed. */
    public void end() {
        ended.countDown();
    }
}
