package dev.drover.queue;

import dev.drover.identity.Caller;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A queue or topic whose messages are requests, as the settings {@code triggers.<name>.*} have it.
 *
 * @param kind amqp or kafka
 * @param url the broker's address; for kafka host and port, several with commas
 * @param from the queue or topic
 * @param inProgress how many of its tasks one replica works on at once
 * @param caller whose requests they are; a header may name one below it, who reaches no more
 * @param replyTo where replies go when the message does not say; absent means that nobody waits for them
 * @param replyFor how long a reply is tried that its queue does not take
 * @param gather how messages become batches; absent means that each is a task of its own
 */
public record Trigger(
        String name,
        Kind kind,
        String url,
        String from,
        int consumers,
        int inProgress,
        Caller caller,
        Acknowledge acknowledge,
        Replies replies,
        @Nullable String replyTo,
        Duration replyFor,
        @Nullable Gather gather) {

    /**
     * When a batch is closed.
     *
     * @param count messages in it, at least 2
     * @param time from its first message on
     */
    public record Gather(int count, Duration time) {}

    /** The consumer group that all replicas are in; for kafka. */
    public String group() {
        return "drover-" + name;
    }

    /** What the broker speaks. */
    public enum Kind {
        AMQP,
        KAFKA
    }

    /** When the broker may forget a message. */
    public enum Acknowledge {
        /** Once the journal has its task. */
        ACCEPTED,
        /** Once its task is at rest. */
        FINISHED
    }

    /** Which replies are sent. */
    public enum Replies {
        /** One, when the task has come to rest. */
        FINAL,
        /** Every event of the task as it happens. */
        EVENTS
    }
}
