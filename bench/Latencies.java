package bench;

/** Counts of how long answers took, 10 microseconds to a count; all above ten seconds are one. For one thread. */
final class Latencies {
    private static final int NANOS = 10_000;
    private static final int COUNTS = 1_000_000;

    private final int[] counts = new int[COUNTS];
    private long all;
    private long latest;

    void add(long nanos) {
        counts[Math.clamp(nanos / NANOS, 0, COUNTS - 1)]++;
        all++;
        latest = nanos;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < COUNTS; i++) {
            counts[i] += others.counts[i];
        }
        all += others.all;
        latest = others.latest;
    }

    /** The nanoseconds of the one that was added last. */
    long latest() {
        return latest;
    }

    /** The milliseconds within which this share of the answers came; not a number if there are none. */
    double millis(double share) {
        if (all == 0) {
            return Double.NaN;
        }
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int i = 0; i < COUNTS; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return (i + 1) * (NANOS / 1e6);
            }
        }
        return Double.NaN;
    }
}
