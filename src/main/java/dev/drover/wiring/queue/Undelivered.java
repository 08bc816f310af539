package dev.drover.wiring.queue;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Why a broker did not take a message. */
final class Undelivered {
    private Undelivered() {}

    /** Whether the broker answered that it does not want this message, or not there; false when it may be away. */
    static boolean isRefused(@Nullable Throwable fault) {
        for (Throwable link = fault; link != null; link = link.getCause()) {
            boolean refused =
                    switch (link) {
                        case InvalidDestinationException nowhere -> true;
                        case JMSSecurityException forbidden -> true;
                        case MessageFormatException unreadable -> true;
                        case InvalidTopicException nowhere -> true;
                        case UnknownTopicOrPartitionException nowhere -> true;
                        case TopicAuthorizationException forbidden -> true;
                        case RecordTooLargeException large -> true;
                        default -> false;
                    };
            if (refused) {
                return true;
            }
        }
        return false;
    }

    /** The innermost fault. */
    static Throwable cause(@Nullable Throwable fault) {
        Throwable cause = fault == null ? new IllegalStateException("nothing is said of it") : fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
