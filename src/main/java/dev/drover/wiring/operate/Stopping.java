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

    private final Duration drain;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean begun;

    public Stopping(Duration drain) {
        this.drain = drain;
    }

    /** Whether it has begun. */
    public boolean hasBegun() {
        return begun;
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
        begun = true;
        LOG.atInfo().addKeyValue("drain", drain.toMillis()).log("stopping");
        try {
            Thread.sleep(drain);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the process alive on its way down until {@link #end}, for {@code bound} and a little more. */
    public void holdProcess(Duration bound) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                ended.await(bound.plus(drain).plus(CLOSING).toMillis(), TimeUnit.MILLISECONDS);
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
