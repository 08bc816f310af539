package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.message.Message;
import dev.drover.task.Event;
import dev.drover.task.Status;
import dev.drover.task.TaskState;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stream shows of a task's events: every change that a client could see by asking for the task, in the same
 * words, and nothing else.
 *
 * @param taskId of the task whose events these are
 */
record Updates(String taskId, String contextId) {

    /** The StreamResponse for an event; null for one that no client sees. */
    @Nullable
    Document of(Event event) {
        return switch (event) {
            case Event.Progress progress -> status(TaskState.WORKING, progress.message(), progress.at());
            case Event.ArtifactAdded added -> out -> artifact(out, added);
            case Event.StateChanged changed -> status(changed.state(), changed.message(), changed.at());
            case Event.Ended ended -> status(new Status(ended.state(), ended.message(), ended.at()), ended.metadata());
            case Event.AnsweredDirectly answered -> status(TaskState.COMPLETED, answered.message(), answered.at());
            // A follow-up puts a waiting task to work again.
            case Event.MessageAdded added -> status(TaskState.WORKING, null, added.at());
            // The first taking moves a submitted task; a later one finds it working and changes nothing.
            case Event.Taken taken -> taken.epoch() == 1 ? status(TaskState.WORKING, null, taken.at()) : null;
            case Event.Opened opened -> null;
            case Event.Planned planned -> null;
            case Event.StepAdded added -> null;
            case Event.ModelAnswered answered -> null;
            case Event.ToolAnswered answered -> null;
            case Event.Replied replied -> null;
            case Event.Note note -> null;
        };
    }

    private Document status(TaskState state, @Nullable Message message, Instant at) {
        return status(new Status(state, message, at), Map.of());
    }

    private Document status(Status status, Map<String, @Nullable Object> metadata) {
        return out -> {
            begin(out, "statusUpdate");
            out.writeFieldName("status");
            Wire.status(out, status, taskId, contextId);
            FreeJson.member(out, "metadata", metadata);
            end(out);
        };
    }

    private void artifact(JsonGenerator out, Event.ArtifactAdded added) throws IOException {
        begin(out, "artifactUpdate");
        out.writeFieldName("artifact");
        Wire.artifact(out, added.artifact());
        if (added.append()) {
            out.writeBooleanField("append", true);
        }
        if (added.lastChunk()) {
            out.writeBooleanField("lastChunk", true);
        }
        end(out);
    }

    private void begin(JsonGenerator out, String kind) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart(kind);
        out.writeStringField("taskId", taskId);
        out.writeStringField("contextId", contextId);
    }

    private static void end(JsonGenerator out) throws IOException {
        out.writeEndObject();
        out.writeEndObject();
    }
}
