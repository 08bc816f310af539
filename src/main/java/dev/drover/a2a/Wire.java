package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Produced;
import dev.drover.task.Status;
import dev.drover.task.Task;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes A2A's core objects. Nothing empty or null is ever written, but for data that is null. */
final class Wire {
    private Wire() {}

    /**
     * A task.
     *
     * @param historyLength how many of the latest messages at most; absent for all
     */
    static void task(JsonGenerator out, Task task, @Nullable Integer historyLength, boolean artifacts)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", task.id());
        out.writeStringField("contextId", task.contextId());
        out.writeFieldName("status");
        status(out, task.status(), task.id(), task.contextId());
        if (artifacts && !task.artifacts().isEmpty()) {
            out.writeArrayFieldStart("artifacts");
            for (Produced produced : task.artifacts()) {
                artifact(out, produced.artifact());
            }
            out.writeEndArray();
        }
        history(out, task, historyLength);
        FreeJson.member(out, "metadata", task.metadata());
        out.writeEndObject();
    }

    private static void history(JsonGenerator out, Task task, @Nullable Integer historyLength) throws IOException {
        List<Message> all = task.history();
        int length = historyLength == null ? all.size() : Math.min(historyLength, all.size());
        if (length == 0) {
            return;
        }
        out.writeArrayFieldStart("history");
        for (Message message : all.subList(all.size() - length, all.size())) {
            message(out, message, task.id(), task.contextId());
        }
        out.writeEndArray();
    }

    static void status(JsonGenerator out, Status status, String taskId, String contextId) throws IOException {
        out.writeStartObject();
        out.writeStringField("state", States.write(status.state()));
        if (status.message() != null) {
            out.writeFieldName("message");
            message(out, status.message(), taskId, contextId);
        }
        out.writeStringField("timestamp", Timestamps.write(status.at()));
        out.writeEndObject();
    }

    /**
     * A message.
     *
     * @param taskId of the task that it belongs to, unless it names one itself
     * @param contextId likewise
     */
    static void message(JsonGenerator out, Message message, @Nullable String taskId, @Nullable String contextId)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("messageId", message.id());
        text(out, "contextId", message.contextId() == null ? contextId : message.contextId());
        text(out, "taskId", message.taskId() == null ? taskId : message.taskId());
        out.writeStringField("role", message.role() == Role.USER ? "ROLE_USER" : "ROLE_AGENT");
        parts(out, message.parts());
        FreeJson.member(out, "metadata", message.metadata());
        texts(out, "extensions", message.extensions());
        texts(out, "referenceTaskIds", message.referenceTaskIds());
        out.writeEndObject();
    }

    static void artifact(JsonGenerator out, Artifact artifact) throws IOException {
        out.writeStartObject();
        out.writeStringField("artifactId", artifact.id());
        text(out, "name", artifact.name());
        text(out, "description", artifact.description());
        parts(out, artifact.parts());
        FreeJson.member(out, "metadata", artifact.metadata());
        texts(out, "extensions", artifact.extensions());
        out.writeEndObject();
    }

    private static void parts(JsonGenerator out, List<Part> parts) throws IOException {
        out.writeArrayFieldStart("parts");
        for (Part part : parts) {
            part(out, part);
        }
        out.writeEndArray();
    }

    private static void part(JsonGenerator out, Part part) throws IOException {
        out.writeStartObject();
        switch (part.content()) {
            case Part.Content.Text(String text) -> out.writeStringField("text", text);
            case Part.Content.Raw raw -> out.writeBinaryField("raw", raw.bytes().toArray());
            case Part.Content.Url(String url) -> out.writeStringField("url", url);
            case Part.Content.Data data -> {
                out.writeFieldName("data");
                FreeJson.write(out, data.value());
            }
        }
        text(out, "filename", part.filename());
        text(out, "mediaType", part.mediaType());
        FreeJson.member(out, "metadata", part.metadata());
        out.writeEndObject();
    }

    static void text(JsonGenerator out, String name, @Nullable String text) throws IOException {
        if (text != null) {
            out.writeStringField(name, text);
        }
    }

    static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
