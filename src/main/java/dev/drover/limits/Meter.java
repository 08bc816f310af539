package dev.drover.limits;

/** Counts uses. Safe for any number of threads; one that is shared counts for all replicas. */
public interface Meter {
    /**
     * Counts one use, unless the rate is used up. A shared meter throws {@code StoreUnavailable} while it cannot count.
     *
     * @param key whose uses are counted together
     */
    Use use(String key, Rate rate);
}
