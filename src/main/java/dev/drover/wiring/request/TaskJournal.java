package dev.drover.wiring.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.a2a.HttpAnswer;
import dev.drover.a2a.HttpRequest;
import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.plan.Step;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bean {@code task-journal}: tells what happened to a task, and nothing of what was said. For any number of threads. */
public final class TaskJournal {
    private static final Pattern PATH = Pattern.compile("/admin/journal/([A-Za-z0-9_-]+)");
    private static final int MOST = 10_000;

    private final TaskStore store;
    private final JsonFactory json = new JsonFactory();

    TaskJournal(TaskStore store) {
        this.store = store;
    }

    /** {@code {task, state, events: [{sequence, at, type, step?, agent?, after?, result?}]}}, at most 10,000 events. */
    public HttpAnswer show(HttpRequest request, Caller caller) throws IOException {
        if (!request.method().equals("GET")) {
            throw Refusal.of(Reason.METHOD_NOT_ALLOWED, "this path takes GET only", Map.of("allow", "GET"));
        }
        Matcher path = PATH.matcher(request.rawPath());
        if (!path.matches()) {
            throw Refusal.of(Reason.METHOD_NOT_FOUND, "there is /admin/journal/<id>");
        }
        Task task = store.find(Scope.readableBy(caller), path.group(1))
                .orElseThrow(() -> Refusal.taskNotFound(path.group(1)));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(body)) {
            out.writeStartObject();
            out.writeStringField("task", task.id());
            out.writeStringField("state", word(task.state()));
            out.writeArrayFieldStart("events");
            for (Recorded recorded : store.events(task.id(), 0, MOST)) {
                write(out, recorded);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return new HttpAnswer(200, Map.of("Content-Type", "application/json"), body.toByteArray());
    }

    private static void write(JsonGenerator out, Recorded recorded) throws IOException {
        Event event = recorded.event();
        if (event instanceof Event.Planned planned) {
            for (Step step : planned.plan().steps()) {
                begin(out, recorded, "planned");
                step(out, step);
                out.writeEndObject();
            }
            return;
        }
        begin(out, recorded, type(event));
        switch (event) {
            case Event.StepAdded added -> step(out, added.step());
            case Event.Progress progress -> out.writeStringField("step", progress.step());
            case Event.ArtifactAdded added -> out.writeStringField("step", added.step());
            case Event.ModelAnswered answered -> out.writeStringField("step", answered.step());
            case Event.ToolAnswered answered -> out.writeStringField("step", answered.step());
            case Event.Replied replied -> {
                out.writeStringField("step", replied.step());
                out.writeStringField("result", result(replied.reply()));
            }
            case Event.StateChanged changed -> out.writeStringField("result", word(changed.state()));
            case Event.Ended ended -> out.writeStringField("result", word(ended.state()));
            default -> {}
        }
        out.writeEndObject();
    }

    private static void begin(JsonGenerator out, Recorded recorded, String type) throws IOException {
        out.writeStartObject();
        out.writeNumberField("sequence", recorded.sequence());
        out.writeStringField("at", recorded.event().at().toString());
        out.writeStringField("type", type);
    }

    private static void step(JsonGenerator out, Step step) throws IOException {
        out.writeStringField("step", step.id());
        out.writeStringField("agent", step.agent());
        out.writeArrayFieldStart("after");
        for (String before : step.after()) {
            out.writeString(before);
        }
        out.writeEndArray();
    }

    /** As the journal's vocabulary has it: opened, message-added and so on. */
    private static String type(Event event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static String result(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> "answered";
            case Reply.InputRequired asks -> "input-required";
            case Reply.Declined declined -> "declined";
            case Reply.Unavailable unavailable -> unavailable.missing().word();
            case Reply.HandedOver over -> "handed over to " + over.agent();
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
