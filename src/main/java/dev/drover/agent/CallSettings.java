package dev.drover.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an agent is called.
 *
 * @param timeout for one step, retries included
 * @param retries further attempts after a failure worth retrying; 0 or more
 * @param concurrency calls in flight on one replica; at least 1
 * @param adaptive whether fewer are made where the agent answers faster then
 * @param instead the agent that is called where this one gives no reply; absent where none is
 * @param idempotent whether the agent does the work of a call once, however often it gets the call
 * @param hedge whether it gets a call a second time when it takes longer than usual; only where it is idempotent
 * @param maxAnswer bytes that are taken of one reply, or of one thing that it shows while it works
 */
public record CallSettings(
        Duration timeout,
        int retries,
        int concurrency,
        boolean adaptive,
        OnAmbiguity onAmbiguity,
        @Nullable String instead,
        boolean idempotent,
        boolean hedge,
        long maxAnswer) {
    public static final CallSettings DEFAULT =
            new CallSettings(Duration.ofSeconds(30), 2, 64, false, OnAmbiguity.RETRY, null, false, false, 10 << 20);

    public CallSettings {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is a positive time, not " + timeout);
        }
        if (retries < 0) {
            throw new IllegalArgumentException("retries is 0 or more, not " + retries);
        }
        if (hedge && !idempotent) {
            throw new IllegalArgumentException("hedge is for an agent with idempotent = true, which gets a call twice");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is 1 or more, not " + concurrency);
        }
    }
}
