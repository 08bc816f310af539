package dev.drover.agent;

/** What a takeover does with a call that may or may not have reached its agent before the crash. */
public enum OnAmbiguity {
    /** Calls again with the same call id. */
    RETRY,
    /** Makes the step unavailable. */
    FAIL,
    /** Asks the caller, as input-required, whether to call again. */
    ASK
}
