package dev.drover.adapter.postgres;

import java.time.Duration;
import java.time.Instant;

/** Times as nanoseconds since 1970; what lies beyond the year 2262, or as far back, is the last or first of them. */
final class Nanos {
    private static final Instant LAST = time(Long.MAX_VALUE);
    private static final Instant FIRST = time(Long.MIN_VALUE);

    private Nanos() {}

    static long of(Instant time) {
        if (time.isAfter(LAST)) {
            return Long.MAX_VALUE;
        }
        return time.isBefore(FIRST)
                ? Long.MIN_VALUE
                : Duration.between(Instant.EPOCH, time).toNanos();
    }

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }
}
