package dev.drover.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt to call an agent that came to no reply, in words that the caller may see. It has no stack trace. */
public final class CallFailed extends Exception {
    private static final long serialVersionUID = 1;

    private final Missing missing;
    private final boolean again;
    private final transient @Nullable Duration retryAfter;

    private CallFailed(Missing missing, String text, boolean again, @Nullable Duration retryAfter) {
        super(text, null, false, false);
        this.missing = missing;
        this.again = again;
        this.retryAfter = retryAfter;
    }

    /** A failure that another attempt may not meet again. */
    public static CallFailed forNow(String text) {
        return new CallFailed(Missing.FAILED, text, true, null);
    }

    /** A failure that every attempt would meet, or one after which another attempt might do the work twice. */
    public static CallFailed forGood(String text) {
        return new CallFailed(Missing.FAILED, text, false, null);
    }

    /** The agent has too much to do; it may have said when to come back. */
    public static CallFailed overLimit(String text, @Nullable Duration retryAfter) {
        return new CallFailed(Missing.OVER_LIMIT, text, true, retryAfter);
    }

    /** There is no budget for the call, and nothing of it is the agent's doing. */
    public static CallFailed overBudget(String text) {
        return new CallFailed(Missing.OVER_LIMIT, text, false, null);
    }

    public Missing missing() {
        return missing;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /** Whether another attempt can help. */
    public boolean again() {
        return again;
    }

    /** When the agent wants to be asked again; absent where it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
