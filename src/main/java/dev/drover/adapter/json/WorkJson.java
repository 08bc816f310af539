package dev.drover.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Part;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans and what became of their steps. */
final class WorkJson {
    private WorkJson() {}

    static void write(JsonGenerator json, Plan plan) throws IOException {
        json.writeStartObject();
        Values.writeList(json, "steps", plan.steps(), WorkJson::write);
        Values.writeText(json, "answer", plan.answer());
        Values.writeText(json, "question", plan.question());
        json.writeStringField("planner", plan.planner());
        json.writeEndObject();
    }

    static Plan plan(Members json) {
        return new Plan(
                json.list("steps", WorkJson::step),
                json.textOrNull("answer"),
                json.textOrNull("question"),
                json.text("planner"));
    }

    static void write(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", step.id());
        json.writeStringField("agent", step.agent());
        json.writeStringField("input", step.input());
        Values.writeTexts(json, "after", step.after());
        json.writeEndObject();
    }

    static Step step(Members json) {
        return new Step(json.text("id"), json.text("agent"), json.text("input"), json.texts("after"));
    }

    static void write(JsonGenerator json, Reply reply) throws IOException {
        json.writeStartObject();
        switch (reply) {
            case Reply.Answered(List<Part> parts, boolean direct) -> {
                json.writeStringField("kind", "answered");
                Values.writeList(json, "parts", parts, MessageJson::write);
                Values.writeTrue(json, "direct", direct);
            }
            case Reply.InputRequired(List<Part> question, boolean auth) -> {
                json.writeStringField("kind", "input-required");
                Values.writeList(json, "question", question, MessageJson::write);
                Values.writeTrue(json, "auth", auth);
            }
            case Reply.Declined(List<Part> parts) -> {
                json.writeStringField("kind", "declined");
                Values.writeList(json, "parts", parts, MessageJson::write);
            }
            case Reply.HandedOver(String agent, String step, Missing because) -> {
                json.writeStringField("kind", "handed-over");
                json.writeStringField("agent", agent);
                json.writeStringField("step", step);
                Values.writeText(json, "because", because == null ? null : because.name());
            }
            case Reply.Unavailable(Missing missing, List<Part> parts) -> {
                json.writeStringField("kind", "unavailable");
                json.writeStringField("missing", missing.name());
                Values.writeList(json, "parts", parts, MessageJson::write);
            }
        }
        json.writeEndObject();
    }

    private static @Nullable Missing because(Members json) {
        String name = json.textOrNull("because");
        return name == null ? null : Missing.valueOf(name);
    }

    static Reply reply(Members json) {
        String kind = json.text("kind");
        return switch (kind) {
            case "answered" -> new Reply.Answered(json.list("parts", MessageJson::part), json.truth("direct"));
            case "input-required" ->
                new Reply.InputRequired(json.list("question", MessageJson::part), json.truth("auth"));
            case "declined" -> new Reply.Declined(json.list("parts", MessageJson::part));
            case "handed-over" -> new Reply.HandedOver(json.text("agent"), json.text("step"), because(json));
            case "unavailable" ->
                new Reply.Unavailable(Missing.valueOf(json.text("missing")), json.list("parts", MessageJson::part));
            default -> throw new IllegalStateException("a stored reply is of the unknown kind " + kind);
        };
    }
}
