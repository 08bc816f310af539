package dev.drover.wiring.work;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.SettableLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import dev.drover.agent.CallSettings;
import java.util.function.LongSupplier;

/**
 * How many calls of one agent may be in flight on this replica: a fixed number, or one that follows how the time of its
 * answers changes, up to that number. Safe for any number of threads.
 */
final class CallLimit {
    private static final int FIRST = 20;

    /** How much slower than of late counts as slower. With the library's 1.5 a limit that is always used up grows for ever. */
    private static final double TOLERANCE = 1.2;

    private final LongSupplier nanos;
    private volatile Gauge gauge;

    private record Gauge(CallSettings settings, Limit limit, Limiter<Void> limiter) {}

    CallLimit(CallSettings settings, LongSupplier nanos) {
        this.nanos = nanos;
        gauge = gauge(settings);
    }

    private Gauge gauge(CallSettings settings) {
        int most = settings.concurrency();
        Limit limit = settings.adaptive()
                ? Gradient2Limit.newBuilder()
                        .initialLimit(Math.min(FIRST, most))
                        .minLimit(1)
                        .rttTolerance(TOLERANCE)
                        .maxConcurrency(most)
                        .build()
                : new SettableLimit(most);
        return new Gauge(
                settings,
                limit,
                SimpleLimiter.newBuilder().limit(limit).nanoClock(nanos).build());
    }

    /** Takes other settings; where the limit stays a fixed one, the calls in flight count on, else they do not. */
    synchronized void change(CallSettings settings) {
        if (settings.adaptive() == gauge.settings.adaptive()
                && settings.concurrency() == gauge.settings.concurrency()) {
            return;
        }
        if (gauge.limit instanceof SettableLimit fixed && !settings.adaptive()) {
            fixed.setLimit(settings.concurrency());
            gauge = new Gauge(settings, fixed, gauge.limiter);
        } else {
            gauge = gauge(settings);
        }
    }

    /** How many calls may be in flight now. */
    int now() {
        return gauge.limit.getLimit();
    }

    Place enter() throws OverLimit {
        Gauge now = gauge;
        Limiter.Listener listener = now.limiter.acquire(null).orElseThrow(OverLimit::new);
        return new Place(listener, now.settings.adaptive());
    }

    /** The place of one call; for one thread. What it says before it is closed is what the limit learns from. */
    static final class Place implements AutoCloseable {
        private final Limiter.Listener listener;
        private final boolean learning;
        private boolean telling;

        private Place(Limiter.Listener listener, boolean learning) {
            this.listener = listener;
            this.learning = learning;
        }

        /** The time until now was the agent's: it has answered, or did not in all the time that it had. */
        void tells() {
            telling = true;
        }

        @Override
        public void close() {
            if (telling && learning) {
                listener.onSuccess();
            } else {
                listener.onIgnore();
            }
        }
    }
}
