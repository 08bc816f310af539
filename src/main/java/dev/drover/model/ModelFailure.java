package dev.drover.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A model gave no answer. The message holds no part of the prompt and no credentials. */
public final class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean passing;
    private final boolean free;
    private final transient @Nullable Duration retryAfter;

    private ModelFailure(String message, boolean passing, boolean free, @Nullable Duration retryAfter) {
        super(message);
        this.passing = passing;
        this.free = free;
        this.retryAfter = retryAfter;
    }

    /** It may be gone at the next attempt; {@code retryAfter} is the pause that the service asks for, if it does. */
    public static ModelFailure passing(String message, @Nullable Duration retryAfter) {
        return new ModelFailure(message, true, false, retryAfter);
    }

    /** The same prompt will fail again. */
    public static ModelFailure lasting(String message) {
        return new ModelFailure(message, false, false, null);
    }

    /** The same failure, where the service has refused the call, so that it cost nothing. */
    public ModelFailure refused() {
        return new ModelFailure(String.valueOf(getMessage()), passing, true, retryAfter);
    }

    /** Whether it is sure that the call cost nothing. */
    public boolean isFree() {
        return free;
    }

    public boolean isPassing() {
        return passing;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
