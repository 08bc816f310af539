package dev.drover.limits;

/** Counts uses. Safe for any number of threads; one that is shared counts for all replicas. */
public interface Meter {
    /**
     * Counts one use, unless the rate is used up. A shared meter throws {@code StoreUnavailable} while it cannot count.
     *
     * @param key whose uses are counted together
     */
    Use use(String key, Rate rate);

    /** Counts what was used already, however much is left; what is too much of it the next windows pay. */
    void charge(String key, Rate rate, long uses);

    /** What counting one use would come to; it is not counted. */
    Use look(String key, Rate rate);
}
