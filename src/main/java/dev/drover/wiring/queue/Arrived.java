package dev.drover.wiring.queue;

import dev.drover.queue.Owed;
import dev.drover.queue.Trigger;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.kafka.KafkaConstants;
import org.jspecify.annotations.Nullable;

/**
 * A message as the broker gave it.
 *
 * @param words what its headers say, by the names of {@code entry.Particulars}
 * @param replyTo absent when nobody waits for replies
 */
record Arrived(
        Trigger trigger,
        byte[] body,
        Function<String, @Nullable String> words,
        @Nullable String replyTo,
        String correlation) {

    private static final int CORRELATION_LENGTH = 1024;

    static Arrived of(Trigger trigger, Message message) {
        Map<String, @Nullable String> words = new HashMap<>();
        words.put("messageId", messageId(trigger, message));
        words.put("contextId", Headers.text(message, Headers.CONTEXT_ID));
        words.put("taskId", Headers.text(message, Headers.TASK_ID));
        words.put("agents", Headers.text(message, Headers.AGENTS));
        words.put("deadline", Headers.text(message, Headers.DEADLINE));
        words.put("caller", Headers.text(message, Headers.CALLER));
        words.put("batch", Headers.text(message, Headers.BATCH));
        words.put("last", Headers.text(message, Headers.BATCH_LAST));
        return new Arrived(
                trigger,
                body(message),
                words::get,
                replyTo(trigger, message),
                correlation(message, words.get("messageId")));
    }

    /** Empty where it is neither text nor bytes: an object, a map or a stream of JMS, which nothing may break on. */
    private static byte[] body(Message message) {
        try {
            return switch (message.getBody()) {
                case byte[] bytes -> bytes;
                case String text -> text.getBytes(StandardCharsets.UTF_8);
                case null, default -> new byte[0];
            };
        } catch (RuntimeCamelException e) {
            return new byte[0];
        }
    }

    /** What stays the same when the broker gives the message again. */
    private static @Nullable String messageId(Trigger trigger, Message message) {
        String own = Headers.text(message, Headers.MESSAGE_ID);
        if (own != null) {
            return own;
        }
        return switch (trigger.kind()) {
            case AMQP -> Headers.text(message, "JMSMessageID");
            case KAFKA ->
                Stream.of(
                                KafkaConstants.TOPIC,
                                KafkaConstants.PARTITION,
                                KafkaConstants.OFFSET,
                                KafkaConstants.TIMESTAMP) // by which a topic that was made anew has other ids
                        .map(part -> Headers.text(message, part))
                        .collect(Collectors.joining("-"));
        };
    }

    private static @Nullable String replyTo(Trigger trigger, Message message) {
        if (Headers.text(message, Headers.EVENT) != null) {
            return null; // a reply itself: two queues would answer one another for ever
        }
        String own = Headers.text(message, Headers.REPLY_TO);
        if (own == null && message.getHeader("JMSReplyTo") instanceof Destination destination) {
            own = address(destination);
        }
        // A reply into the trigger's own queue would be the next request, and so on for ever.
        return own == null || own.equals(trigger.from()) ? trigger.replyTo() : own;
    }

    private static @Nullable String address(Destination destination) {
        try {
            return destination instanceof Queue queue ? queue.getQueueName() : null;
        } catch (JMSException e) {
            return null;
        }
    }

    private static String correlation(Message message, @Nullable String messageId) {
        String own = Headers.text(message, Headers.CORRELATION);
        String jms = own == null ? Headers.text(message, "JMSCorrelationID") : own;
        String correlation = jms == null ? messageId : jms;
        return correlation == null || correlation.length() > CORRELATION_LENGTH ? "" : correlation;
    }

    /** The key of its batch. */
    String batch() {
        String batch = words.apply("batch");
        return batch == null ? "" : batch;
    }

    /** Whether it is the last one of its batch. */
    boolean isLast() {
        return "true".equalsIgnoreCase(words.apply("last"));
    }

    String idOr(Supplier<String> newId) {
        String id = words.apply("messageId");
        return id == null ? newId.get() : id;
    }

    /**
     * What its sender is owed, of a task that is not known yet; null when nobody waits.
     *
     * @param json whether a final reply is the task in A2A's JSON
     */
    @Nullable
    Owed owed(boolean json, Instant now) {
        return replyTo == null
                ? null
                : new Owed(
                        "",
                        trigger.name(),
                        replyTo,
                        correlation,
                        json,
                        trigger.replies() == Trigger.Replies.EVENTS,
                        0,
                        now.toEpochMilli(),
                        0,
                        0,
                        "");
    }
}
