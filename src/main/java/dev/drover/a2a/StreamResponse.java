package dev.drover.a2a;

import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent says of a task of its own (A2A 1.0, StreamResponse); the ids are the agent's. */
public sealed interface StreamResponse {
    /** The task as it is. */
    record Snapshot(
            String taskId,
            String contextId,
            TaskState state,
            @Nullable Message message,
            List<Artifact> artifacts) implements StreamResponse {
        public Snapshot {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** A Message in place of a task. */
    record Direct(Message message) implements StreamResponse {}

    record StatusUpdate(
            String taskId,
            String contextId,
            TaskState state,
            @Nullable Message message) implements StreamResponse {}

    /**
     * An artifact, or a chunk of one.
     *
     * @param append whether its parts go behind those of the artifact with the same id
     */
    record ArtifactUpdate(String taskId, String contextId, Artifact artifact, boolean append, boolean lastChunk)
            implements StreamResponse {}
}
