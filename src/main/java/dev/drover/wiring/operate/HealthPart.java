package dev.drover.wiring.operate;

/**
 * How one part of Drover is.
 *
 * @param name in lower case, such as {@code store} or {@code agent weather}
 * @param detail a word or two of ours, never a text from outside; may be empty
 * @param needed whether the whole is down with it; else the whole is degraded
 */
public record HealthPart(String name, Status status, String detail, boolean needed) {
    /** In the order of their gravity. */
    public enum Status {
        UP,
        DEGRADED,
        DOWN
    }

    /** What it makes of the whole. */
    Status effect() {
        return status == Status.DOWN && !needed ? Status.DEGRADED : status;
    }
}
