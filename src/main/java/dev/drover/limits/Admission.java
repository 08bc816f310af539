package dev.drover.limits;

import dev.drover.identity.Caller;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.time.Duration;

/**
 * Bounds the work in progress of one replica, so that what is accepted can also be done.
 *
 * @param most tasks in progress at once, at least 1
 */
public record Admission(int most) {
    private static final Duration LATER = Duration.ofSeconds(1);

    /** Refuses new work while there is as much in progress as may be. */
    public void admit(Caller caller, int inProgress) {
        if (inProgress >= most) {
            throw Refusal.retryLater(
                    Reason.OVER_LIMIT,
                    "the limit of " + most + " tasks in progress is reached; come back later",
                    LATER);
        }
    }
}
