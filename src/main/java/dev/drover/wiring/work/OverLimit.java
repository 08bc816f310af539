package dev.drover.wiring.work;

/** A call that was not made: as many as the agent's limit allows are in flight. It has no stack trace. */
final class OverLimit extends Exception {
    private static final long serialVersionUID = 1;

    OverLimit() {
        super("the limit of calls in flight is reached", null, false, false);
    }
}
