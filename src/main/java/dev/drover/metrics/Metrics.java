package dev.drover.metrics;

import dev.drover.refusal.Reason;
import dev.drover.task.Change;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What happened, told to whoever measures. Every method returns at once and throws nothing; agents and operations are
 * names out of a bounded set, never texts of a caller. Safe for any number of threads.
 */
public interface Metrics {
    /** One request that an entry has answered; of a stream, up to its first event. */
    void requested(String operation, Outcome outcome, long nanos);

    void refused(Reason reason);

    /** A client reads a stream of events. */
    void streamBegan();

    void streamEnded();

    /** What this replica has committed to the journal. */
    void committed(Change change);

    /** The call of a step begins: its first attempt is next. */
    void callBegan(String agent);

    /** The call has a reply, of whatever kind; {@code nanos} is the time over all its attempts. */
    void callEnded(String agent, long nanos);

    /** An attempt gave no reply, for a reason such as {@code timed-out}. */
    void attemptFailed(String agent, String reason);

    /** There is another attempt after a failed one. */
    void retried(String agent);

    /** An agent that takes longer than usual is called a second time beside the first. */
    void hedged(String agent);

    /**
     * A queue or topic that requests come from, from now on; the numbers are asked for when somebody measures.
     *
     * @param inFlight messages taken and not acknowledged yet
     * @param waiting messages that wait at the broker; not a number while that is not known
     * @param owed tasks whose replies are owed
     */
    void queue(String trigger, LongSupplier inFlight, DoubleSupplier waiting, LongSupplier owed);

    /** How a request was answered. */
    enum Outcome {
        OK,
        REFUSED,
        STORE_AWAY,
        FAILED
    }
}
