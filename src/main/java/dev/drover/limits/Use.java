package dev.drover.limits;

import java.time.Duration;

/**
 * What counting one use came to.
 *
 * @param allowed whether the use was within the rate, and so counted
 * @param left how many more there are in this window
 * @param reset until the next window begins
 */
public record Use(boolean allowed, long left, Duration reset) {}
