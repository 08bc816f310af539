package dev.drover.limits;

import java.time.Duration;

/**
 * How often something may happen: so many times in a window that begins with the first time, and anew, with all of them,
 * when it ends.
 *
 * @param most at least 1
 * @param window at least a second
 */
public record Rate(long most, Duration window) {
    public Rate {
        if (most < 1 || window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("at least 1 in a window of at least 1s");
        }
    }
}
