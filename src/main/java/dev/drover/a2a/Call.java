package dev.drover.a2a;

import dev.drover.message.Message;
import dev.drover.task.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request asks for. A history length is 0 or more; absent means all. */
public sealed interface Call {
    Operation operation();

    /** The task that it names; absent where it names none. */
    default @Nullable String taskId() {
        return null;
    }

    /**
     * A message for a new task, or for the one that it names.
     *
     * @param acceptedOutputModes media types that the client can take; empty when it does not say
     */
    record Send(
            Message message,
            boolean streaming,
            boolean returnImmediately,
            @Nullable Integer historyLength,
            List<String> acceptedOutputModes)
            implements Call {
        public Send {
            acceptedOutputModes = List.copyOf(acceptedOutputModes);
        }

        @Override
        public Operation operation() {
            return streaming ? Operation.SEND_STREAMING_MESSAGE : Operation.SEND_MESSAGE;
        }

        @Override
        public @Nullable String taskId() {
            return message.taskId();
        }
    }

    /** One task as it is now. */
    record GetTask(String id, @Nullable Integer historyLength) implements Call {
        @Override
        public Operation operation() {
            return Operation.GET_TASK;
        }

        @Override
        public String taskId() {
            return id;
        }
    }

    /** A page of the caller's tasks. */
    record ListTasks(Query query, @Nullable Integer historyLength, boolean includeArtifacts) implements Call {
        @Override
        public Operation operation() {
            return Operation.LIST_TASKS;
        }
    }

    /** An end to a task. */
    record CancelTask(String id) implements Call {
        @Override
        public Operation operation() {
            return Operation.CANCEL_TASK;
        }

        @Override
        public String taskId() {
            return id;
        }
    }

    /**
     * A stream of a task's events.
     *
     * @param lastEventId the sequence number after which the stream resumes; absent for one that begins with the task
     */
    record Subscribe(String id, @Nullable Long lastEventId) implements Call {
        @Override
        public Operation operation() {
            return Operation.SUBSCRIBE_TO_TASK;
        }

        @Override
        public String taskId() {
            return id;
        }
    }

    /** The public agent card, unless the client has it already: the two conditional headers, as they came. */
    record AgentCard(@Nullable String ifNoneMatch, @Nullable String ifModifiedSince) implements Call {
        @Override
        public Operation operation() {
            return Operation.AGENT_CARD;
        }
    }
}
