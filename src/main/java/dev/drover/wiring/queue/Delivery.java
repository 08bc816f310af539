package dev.drover.wiring.queue;

import dev.drover.queue.Owed;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The replies of one task on their way to one queue. For one thread. */
final class Delivery {
    private static final Duration CLAIM_AGAIN = Duration.ofSeconds(20);

    private final Owed owed;
    private final Task begun;
    private long read;
    private boolean rested;
    private boolean complete;
    private @Nullable Instant claimedAt;

    Delivery(Owed owed, Task begun) {
        this.owed = owed;
        this.begun = begun;
        this.read = owed.sent();
    }

    Owed owed() {
        return owed;
    }

    /** The sequence number of the last event that was looked at. */
    long read() {
        return read;
    }

    /** Whether all replies up to a rest of the task are sent. */
    boolean complete() {
        return complete;
    }

    boolean hasClaim() {
        return claimedAt != null;
    }

    /** Whether it is time to claim the delivery, or to renew the claim; the next time is counted from now. */
    boolean claimAgain(Instant now) {
        if (claimedAt != null && claimedAt.plus(CLAIM_AGAIN).isAfter(now)) {
            return false;
        }
        claimedAt = now;
        return true;
    }

    /** The reply that was prepared last is with the broker. */
    void sent() {
        complete = rested;
    }

    /** The next reply of the task as it is now, with the events behind {@link #read}; null when there is none yet. */
    @Nullable
    Reply next(Task task, List<Recorded> events) {
        if (complete) {
            return null;
        }
        if (!owed.events()) {
            rested = task.state().atRest();
            read = task.sequence();
            return rested ? Reply.last(owed, task) : null;
        }
        for (Recorded recorded : events) {
            read = recorded.sequence();
            rested = task.state().atRest() && read >= task.sequence();
            Reply reply = Reply.event(owed, begun, recorded, rests(recorded.event()) ? task : null);
            if (reply != null) {
                return reply;
            }
        }
        complete = rested;
        return null;
    }

    private static boolean rests(Event event) {
        return switch (event) {
            case Event.Ended ended -> true;
            case Event.AnsweredDirectly answered -> true;
            case Event.StateChanged changed -> changed.state().atRest();
            default -> false;
        };
    }
}
