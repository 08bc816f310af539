package dev.drover.adapter.bucket4j;

import dev.drover.limits.Rate;
import dev.drover.limits.Use;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What both meters make of Bucket4j's words. */
final class Buckets {
    private Buckets() {}

    /** All at once when the window ends, and not one by one. */
    static Bandwidth bandwidth(Rate rate) {
        return Bandwidth.builder()
                .capacity(rate.most())
                .refillIntervally(rate.most(), rate.window())
                .build();
    }

    static Use use(ConsumptionProbe probe) {
        long nanos = probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        return new Use(probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(nanos));
    }

    static Use use(EstimationProbe probe) {
        return new Use(
                probe.canBeConsumed(),
                Math.max(0, probe.getRemainingTokens()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    static TimeMeter time(InstantSource clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                Instant now = clock.instant();
                return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
