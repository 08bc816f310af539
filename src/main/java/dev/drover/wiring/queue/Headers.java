package dev.drover.wiring.queue;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The headers of messages on queues (docs/queues.md), as text whatever the broker makes of it. */
final class Headers {
    static final String MESSAGE_ID = "DroverMessageId";
    static final String CONTEXT_ID = "DroverContextId";
    static final String TASK_ID = "DroverTaskId";
    static final String AGENTS = "DroverAgents";
    static final String DEADLINE = "DroverDeadline";
    static final String CALLER = "DroverCaller";
    static final String REPLY_TO = "DroverReplyTo";
    static final String CORRELATION = "DroverCorrelation";
    static final String BATCH = "DroverBatch";
    static final String BATCH_LAST = "DroverBatchLast";
    static final String OUTCOME = "DroverOutcome";
    static final String MISSING = "DroverMissing";
    static final String EVENT = "DroverEvent";

    private Headers() {}

    static @Nullable String text(Message message, String name) {
        String text =
                switch (message.getHeader(name)) {
                    case null -> null;
                    case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
                    case Object other -> other.toString();
                };
        return text == null || text.isBlank() ? null : text;
    }
}
