package dev.drover.wiring.work;

import dev.drover.lease.Lease;
import dev.drover.lease.Replicas;
import dev.drover.refusal.StoreUnavailable;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a replica: it renews its lease from before it starts until it has stopped, then hands over its tasks and
 * closes the store.
 *
 * <p>Threads: a platform thread of its own renews, so that nothing that keeps the others busy lets the lease run out.
 */
public final class Life extends MainListenerSupport {
    private static final Logger LOG = LoggerFactory.getLogger(Life.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(500);
    private static final Duration LAST_RENEWAL = Duration.ofSeconds(5);

    private final Lease lease;
    private final Replicas replicas;
    private final Running running;
    private final Overseer overseer;
    private final AutoCloseable store;
    private final Thread renewal = Thread.ofPlatform().name("lease").daemon().unstarted(this::renew);

    public Life(Replica replica, AutoCloseable store) {
        this.lease = replica.lease();
        this.replicas = replica.replicas();
        this.running = replica.running();
        this.overseer = new Overseer(replica.tasks(), replica.running());
        this.store = store;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        main.getCamelContext().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext camel) {
                end();
            }
        });
        lease.renew();
        replicas.join(lease.replica());
        renewal.start();
    }

    private void renew() {
        boolean away = false;
        while (!Thread.currentThread().isInterrupted()) {
            boolean was = away;
            away = !renewed();
            if (away && !was) {
                LOG.atWarn().addKeyValue("replica", lease.replica()).log("the store is away: work waits");
            } else if (was && !away) {
                LOG.atInfo().addKeyValue("replica", lease.replica()).log("the store is back");
            }
            pause(away ? AFTER_A_FAILURE : lease.pace());
        }
    }

    private boolean renewed() {
        try {
            if (!lease.renew()) {
                LOG.atWarn()
                        .addKeyValue("replica", lease.replica())
                        .addKeyValue("number", running.size())
                        .log("the lease had run out");
                overseer.lookAtAll();
            }
            replicas.join(lease.replica());
            return true;
        } catch (StoreUnavailable e) {
            LOG.debug("the lease is not renewed", e);
            return false;
        } catch (RuntimeException e) {
            LOG.error("the lease is not renewed", e);
            return false;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void join() {
        try {
            renewal.join(LAST_RENEWAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What still runs is left to the others, who find it as soon as the lease is gone. */
    private void end() {
        renewal.interrupt();
        join();
        running.all().forEach(Assignment::lose);
        try {
            lease.release();
        } catch (StoreUnavailable e) {
            LOG.atWarn()
                    .addKeyValue("replica", lease.replica())
                    .log("the lease is not released, it runs out by itself");
        }
        try {
            store.close();
        } catch (Exception e) {
            throw new IllegalStateException("the store did not close", e);
        }
    }
}
