package dev.drover.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.plan.Plan;
import dev.drover.task.Produced;
import dev.drover.task.Status;
import dev.drover.task.Taken;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A task's snapshot. */
final class TaskJson {
    private TaskJson() {}

    static void write(JsonGenerator json, Task task) throws IOException {
        json.writeStringField("id", task.id());
        json.writeNumberField("sequence", task.sequence());
        Owners.write(json, task.owner());
        json.writeStringField("contextId", task.contextId());
        json.writeStringField("openedAt", task.openedAt().toString());
        json.writeStringField("deadline", task.deadline().toString());
        writeStatus(json, task.status());
        Values.writeList(json, "history", task.history(), MessageJson::write);
        Values.writeList(json, "artifacts", task.artifacts(), TaskJson::writeProduced);
        Plan plan = task.plan();
        if (plan != null) {
            json.writeFieldName("plan");
            WorkJson.write(json, plan);
        }
        json.writeObjectFieldStart("replies");
        for (Map.Entry<String, Reply> reply : task.replies().entrySet()) {
            json.writeFieldName(reply.getKey());
            WorkJson.write(json, reply.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("round", task.round());
        Taken taken = task.taken();
        if (taken != null) {
            json.writeObjectFieldStart("taken");
            json.writeStringField("replica", taken.replica());
            json.writeNumberField("epoch", taken.epoch());
            json.writeEndObject();
        }
        Values.writeObject(json, "metadata", task.metadata());
        Message direct = task.direct();
        if (direct != null) {
            json.writeFieldName("direct");
            MessageJson.write(json, direct);
        }
    }

    private static void writeStatus(JsonGenerator json, Status status) throws IOException {
        json.writeObjectFieldStart("status");
        json.writeStringField("state", status.state().name());
        json.writeStringField("at", status.at().toString());
        Message message = status.message();
        if (message != null) {
            json.writeFieldName("message");
            MessageJson.write(json, message);
        }
        json.writeEndObject();
    }

    private static void writeProduced(JsonGenerator json, Produced produced) throws IOException {
        json.writeStartObject();
        json.writeStringField("step", produced.step());
        json.writeFieldName("artifact");
        MessageJson.write(json, produced.artifact());
        json.writeEndObject();
    }

    static Task read(Members json) {
        Members replies = json.object("replies");
        Map<String, Reply> byStep = new HashMap<>();
        replies.members().keySet().forEach(step -> byStep.put(step, WorkJson.reply(replies.object(step))));
        return new Task(
                json.text("id"),
                json.number("sequence").longValue(),
                Owners.read(json),
                json.text("contextId"),
                json.instant("openedAt"),
                json.instant("deadline"),
                status(json.object("status")),
                json.list("history", MessageJson::message),
                json.list("artifacts", TaskJson::produced),
                json.objectOrNull("plan", WorkJson::plan),
                byStep,
                json.number("round").intValue(),
                json.objectOrNull("taken", TaskJson::taken),
                json.map("metadata"),
                json.objectOrNull("direct", MessageJson::message));
    }

    private static Status status(Members json) {
        return new Status(
                TaskState.valueOf(json.text("state")),
                json.objectOrNull("message", MessageJson::message),
                json.instant("at"));
    }

    private static Produced produced(Members json) {
        return new Produced(json.text("step"), MessageJson.artifact(json.object("artifact")));
    }

    private static Taken taken(Members json) {
        return new Taken(json.text("replica"), json.number("epoch").longValue());
    }
}
