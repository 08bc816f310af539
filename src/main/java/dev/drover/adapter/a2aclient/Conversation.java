package dev.drover.adapter.a2aclient;

import dev.drover.a2a.MalformedAnswer;
import dev.drover.a2a.StreamResponse;
import dev.drover.agent.CallFailed;
import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.task.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an agent's task: takes what the agent says of it, event by event or as a whole, and shows what is
 * new. For one thread; the task's id may be read by others.
 */
final class Conversation {
    private final Shown shown;
    private final Map<String, Artifact> artifacts = new HashMap<>();
    private volatile @Nullable String taskId;
    private boolean begun;
    private String said = "";
    private @Nullable Reply reply;

    Conversation(@Nullable String taskId, Shown shown) {
        this.taskId = taskId;
        this.shown = shown;
    }

    /** Absent until the agent has said it. */
    @Nullable
    String taskId() {
        return taskId;
    }

    /** Absent while the agent works. */
    @Nullable
    Reply reply() {
        return reply;
    }

    void take(StreamResponse response) throws MalformedAnswer, CallFailed {
        switch (response) {
            case StreamResponse.Direct direct -> {
                if (taskId != null) {
                    throw new MalformedAnswer("a message stands in place of the task that the agent has begun");
                }
                reply = new Reply.Answered(direct.message().parts(), true);
            }
            case StreamResponse.Snapshot task -> {
                own(task.taskId(), task.contextId());
                for (Artifact artifact : task.artifacts()) {
                    whole(artifact, task.state());
                }
                stands(task.state(), task.message());
            }
            case StreamResponse.StatusUpdate update -> {
                own(update.taskId(), update.contextId());
                stands(update.state(), update.message());
            }
            case StreamResponse.ArtifactUpdate update -> {
                own(update.taskId(), update.contextId());
                chunk(update);
            }
        }
    }

    private void own(String id, String contextId) throws MalformedAnswer {
        String known = taskId;
        if (known != null && !known.equals(id)) {
            throw new MalformedAnswer("it is of another task than the one that was asked for");
        }
        taskId = id;
        if (!begun) {
            begun = true;
            shown.begun(id, contextId);
        }
    }

    /** An artifact that is known as it is was shown before a connection broke. */
    private void whole(Artifact artifact, TaskState state) throws CallFailed {
        if (!artifact.parts().isEmpty() && !artifact.equals(artifacts.get(artifact.id()))) {
            artifacts.put(artifact.id(), artifact);
            shown.artifact(artifact, false, state.terminal());
        }
    }

    private void chunk(StreamResponse.ArtifactUpdate update) throws CallFailed {
        Artifact chunk = update.artifact();
        if (chunk.parts().isEmpty()) {
            return;
        }
        Artifact before = update.append() ? artifacts.get(chunk.id()) : null;
        artifacts.put(chunk.id(), before == null ? chunk : before.append(chunk));
        shown.artifact(chunk, before != null, update.lastChunk());
    }

    private void stands(TaskState state, @Nullable Message message) {
        List<Part> parts = message == null ? List.of() : message.parts();
        reply = switch (state) {
            case SUBMITTED, WORKING -> null;
            case COMPLETED -> new Reply.Answered(parts, false);
            case INPUT_REQUIRED -> new Reply.InputRequired(parts, false);
            case AUTH_REQUIRED -> new Reply.InputRequired(parts, true);
            case REJECTED -> new Reply.Declined(parts);
            case FAILED -> new Reply.Unavailable(Missing.FAILED, parts);
            case CANCELED -> new Reply.Unavailable(Missing.CANCELLED, parts);
        };
        if (reply == null && message != null && !parts.isEmpty() && !said.equals(message.id())) {
            said = message.id();
            shown.progress(parts);
        }
    }
}
