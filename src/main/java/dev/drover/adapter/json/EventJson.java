package dev.drover.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.message.Message;
import dev.drover.task.Event;
import dev.drover.task.TaskState;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events of the journal; {@code type} tells which. */
final class EventJson {
    private EventJson() {}

    static void write(JsonGenerator json, Event event) throws IOException {
        switch (event) {
            case Event.Opened opened -> {
                begin(json, "opened", opened.at());
                Owners.write(json, opened.owner());
                json.writeStringField("contextId", opened.contextId());
                writeMessage(json, opened.message());
                json.writeStringField("deadline", opened.deadline().toString());
            }
            case Event.MessageAdded added -> {
                begin(json, "message-added", added.at());
                writeMessage(json, added.message());
                json.writeStringField("deadline", added.deadline().toString());
            }
            case Event.Planned planned -> {
                begin(json, "planned", planned.at());
                json.writeFieldName("plan");
                WorkJson.write(json, planned.plan());
            }
            case Event.StepAdded added -> {
                begin(json, "step-added", added.at());
                json.writeFieldName("step");
                WorkJson.write(json, added.step());
            }
            case Event.Taken taken -> {
                begin(json, "taken", taken.at());
                json.writeStringField("replica", taken.replica());
                json.writeNumberField("epoch", taken.epoch());
            }
            case Event.Progress progress -> {
                begin(json, "progress", progress.at());
                json.writeStringField("step", progress.step());
                writeMessage(json, progress.message());
            }
            case Event.ArtifactAdded added -> {
                begin(json, "artifact", added.at());
                json.writeStringField("step", added.step());
                json.writeFieldName("artifact");
                MessageJson.write(json, added.artifact());
                Values.writeTrue(json, "append", added.append());
                Values.writeTrue(json, "lastChunk", added.lastChunk());
            }
            case Event.ModelAnswered answered -> {
                begin(json, "model-answered", answered.at());
                json.writeStringField("step", answered.step());
                ModelJson.write(json, answered.turn());
                ModelJson.write(json, answered.spent());
            }
            case Event.ToolAnswered answered -> {
                begin(json, "tool-answered", answered.at());
                json.writeStringField("step", answered.step());
                ModelJson.write(json, answered.result());
            }
            case Event.Replied replied -> {
                begin(json, "replied", replied.at());
                json.writeStringField("step", replied.step());
                json.writeFieldName("reply");
                WorkJson.write(json, replied.reply());
            }
            case Event.StateChanged changed -> {
                begin(json, "state-changed", changed.at());
                json.writeStringField("state", changed.state().name());
                writeMessage(json, changed.message());
            }
            case Event.AnsweredDirectly answered -> {
                begin(json, "answered-directly", answered.at());
                writeMessage(json, answered.message());
            }
            case Event.Ended ended -> {
                begin(json, "ended", ended.at());
                json.writeStringField("state", ended.state().name());
                writeMessage(json, ended.message());
                Values.writeObject(json, "metadata", ended.metadata());
            }
            case Event.Note note -> {
                begin(json, "note", note.at());
                json.writeStringField("text", note.text());
            }
        }
    }

    private static void begin(JsonGenerator json, String type, Instant at) throws IOException {
        json.writeStringField("type", type);
        json.writeStringField("at", at.toString());
    }

    private static void writeMessage(JsonGenerator json, @Nullable Message message) throws IOException {
        if (message != null) {
            json.writeFieldName("message");
            MessageJson.write(json, message);
        }
    }

    static Event read(Members json) {
        Instant at = json.instant("at");
        String type = json.text("type");
        return switch (type) {
            case "opened" ->
                new Event.Opened(
                        at, Owners.read(json), json.text("contextId"), message(json), json.instant("deadline"));
            case "message-added" -> new Event.MessageAdded(at, message(json), json.instant("deadline"));
            case "planned" -> new Event.Planned(at, WorkJson.plan(json.object("plan")));
            case "step-added" -> new Event.StepAdded(at, WorkJson.step(json.object("step")));
            case "taken" ->
                new Event.Taken(at, json.text("replica"), json.number("epoch").longValue());
            case "progress" -> new Event.Progress(at, json.text("step"), message(json));
            case "artifact" ->
                new Event.ArtifactAdded(
                        at,
                        json.text("step"),
                        MessageJson.artifact(json.object("artifact")),
                        json.truth("append"),
                        json.truth("lastChunk"));
            case "model-answered" ->
                new Event.ModelAnswered(at, json.text("step"), ModelJson.turn(json), ModelJson.spent(json));
            case "tool-answered" -> new Event.ToolAnswered(at, json.text("step"), ModelJson.result(json));
            case "replied" -> new Event.Replied(at, json.text("step"), WorkJson.reply(json.object("reply")));
            case "state-changed" -> new Event.StateChanged(at, state(json), messageOrNull(json));
            case "answered-directly" -> new Event.AnsweredDirectly(at, message(json));
            case "ended" -> new Event.Ended(at, state(json), messageOrNull(json), json.map("metadata"));
            case "note" -> new Event.Note(at, json.text("text"));
            default -> throw new IllegalStateException("a stored event is of the unknown type " + type);
        };
    }

    private static TaskState state(Members json) {
        return TaskState.valueOf(json.text("state"));
    }

    private static Message message(Members json) {
        return MessageJson.message(json.object("message"));
    }

    private static @Nullable Message messageOrNull(Members json) {
        return json.objectOrNull("message", MessageJson::message);
    }
}
