package dev.drover.wiring.work;

import java.util.Arrays;
import java.util.OptionalLong;

/** How long the last hundred calls took. Safe for any number of threads. */
final class RecentTimes {
    private static final int KEPT = 100;

    /** Fewer say nothing. */
    private static final int ENOUGH = 20;

    private final long[] nanos = new long[KEPT];
    private int added;

    synchronized void add(long time) {
        nanos[added % KEPT] = time;
        added++;
    }

    /** The time within which 95 of 100 calls ended; absent while there are too few. */
    synchronized OptionalLong ninetyFifth() {
        int count = Math.min(added, KEPT);
        if (count < ENOUGH) {
            return OptionalLong.empty();
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return OptionalLong.of(sorted[(count * 95 + 99) / 100 - 1]);
    }
}
