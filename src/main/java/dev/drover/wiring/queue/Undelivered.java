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
enum Undelivered {
    /** It may be away. */
    AWAY,
    /** It is there, and takes none at this address. */
    ADDRESS,
    /** It takes others, but not this one. */
    MESSAGE;

    static Undelivered of(@Nullable Throwable fault) {
        for (Throwable link = fault; link != null; link = link.getCause()) {
            Undelivered why =
                    switch (link) {
                        case InvalidDestinationException nowhere -> ADDRESS;
                        case JMSSecurityException forbidden -> ADDRESS;
                        case MessageFormatException unreadable -> MESSAGE;
                        case InvalidTopicException nowhere -> ADDRESS;
                        case UnknownTopicOrPartitionException nowhere -> ADDRESS;
                        case TopicAuthorizationException forbidden -> ADDRESS;
                        case RecordTooLargeException large -> MESSAGE;
                        default -> AWAY;
                    };
            if (why != AWAY) {
                return why;
            }
        }
        return AWAY;
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
