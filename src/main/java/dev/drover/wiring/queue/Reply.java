package dev.drover.wiring.queue;

import dev.drover.a2a.A2aWriter;
import dev.drover.a2a.Binding;
import dev.drover.a2a.MessageJson;
import dev.drover.a2a.Return;
import dev.drover.answer.Spoken;
import dev.drover.queue.Owed;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * One message to the sender of a request (docs/queues.md).
 *
 * @param text whether the body is text for people rather than JSON
 * @param rested the task as it is at rest; absent while it goes on
 */
record Reply(
        Owed owed,
        String contextId,
        long event,
        byte[] body,
        boolean text,
        @Nullable Task rested) {
    private static final A2aWriter WRITER = new A2aWriter();
    private static final Return JSON = new Return(Binding.HTTP_JSON, null, null, false, List.of());

    /** The whole answer. */
    static Reply last(Owed owed, Task task) {
        byte[] body = owed.json()
                ? WRITER.taskFrame(JSON, task, null)
                : MessageJson.plain(new Spoken(task).parts()).getBytes(StandardCharsets.UTF_8);
        return new Reply(owed, task.contextId(), task.sequence(), body, !owed.json(), task);
    }

    /** What a stream shows of an event; null for an event that no client sees. */
    static @Nullable Reply event(Owed owed, Task task, Recorded recorded, @Nullable Task rested) {
        Optional<byte[]> frame = WRITER.eventFrame(JSON, task.id(), task.contextId(), recorded);
        return frame.map(body -> new Reply(owed, task.contextId(), recorded.sequence(), body, false, rested))
                .orElse(null);
    }

    void write(Message message) {
        message.removeHeaders("*");
        if (text) {
            message.setBody(new String(body, StandardCharsets.UTF_8));
        } else {
            message.setBody(body);
        }
        message.setHeader("JMSCorrelationID", owed.correlation());
        message.setHeader(Headers.CORRELATION, owed.correlation());
        message.setHeader(Headers.TASK_ID, owed.taskId());
        message.setHeader(Headers.CONTEXT_ID, contextId);
        message.setHeader(Headers.EVENT, Long.toString(event));
        if (rested != null) {
            Spoken spoken = new Spoken(rested);
            message.setHeader(Headers.OUTCOME, spoken.outcome());
            message.setHeader(Headers.MISSING, String.join(",", spoken.missing()));
        }
    }
}
