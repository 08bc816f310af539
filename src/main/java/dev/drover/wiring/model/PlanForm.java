package dev.drover.wiring.model;

import dev.drover.agent.Agent;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan as a model is asked for it, and as it gives it. */
final class PlanForm {
    private static final String NAME = "gemini";
    private static final int MOST = 20;

    private PlanForm() {}

    static String instruction(List<Agent> agents) {
        String skills = agents.stream().map(PlanForm::skill).collect(Collectors.joining("\n"));
        return """
                You plan which agents work on the user's message. Answer with JSON.
                Give steps: each has an id, the name of an agent, and as input what that agent is asked, complete in itself.
                A step that needs what others find out names their ids in after, and comes behind them.
                Where no agent is needed, give no steps, and in answer what the user is told.
                Where you cannot choose before the user has said more, give no steps, and in question the one thing you ask.
                The agents:
                """ + skills;
    }

    private static String skill(Agent agent) {
        Map<String, @Nullable Object> skill = new LinkedHashMap<>();
        skill.put("name", agent.name());
        skill.put("description", agent.description());
        skill.put("tags", agent.tags());
        skill.put("examples", agent.examples());
        return Json.write(skill);
    }

    /** Whatever agents there are: a name that is none of theirs is found by {@link #schema(List)}. */
    static Map<String, @Nullable Object> schema() {
        return schema(Map.of("type", "string"));
    }

    static Map<String, @Nullable Object> schema(List<Agent> agents) {
        return schema(Map.of("enum", agents.stream().map(Agent::name).toList()));
    }

    private static Map<String, @Nullable Object> schema(Map<String, Object> agent) {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> step = Map.of(
                "type", "object",
                "properties",
                        Map.of(
                                "id",
                                Map.of("type", "string", "pattern", "^[a-z0-9-]{1,40}$"),
                                "agent",
                                agent,
                                "input",
                                text,
                                "after",
                                Map.of("type", "array", "items", text)),
                "required", List.of("id", "agent", "input"));
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put(
                "properties",
                Map.of(
                        "steps",
                        Map.of("type", "array", "items", step, "maxItems", MOST),
                        "answer",
                        text,
                        "question",
                        text));
        schema.put("required", List.of("steps"));
        return schema;
    }

    /** The plan in a value that follows the schema; an {@code IllegalArgumentException} where it makes no sense. */
    static Plan plan(@Nullable Object value) {
        List<Step> steps = new ArrayList<>();
        if (!(value instanceof Map<?, ?> plan) || !(plan.get("steps") instanceof List<?> listed)) {
            throw new IllegalArgumentException("a plan is an object with steps");
        }
        for (Object element : listed) {
            if (!(element instanceof Map<?, ?> step)) {
                throw new IllegalArgumentException("a step is an object");
            }
            List<String> after = new ArrayList<>();
            if (step.get("after") instanceof List<?> ids) {
                ids.forEach(id -> after.add(String.valueOf(id)));
            }
            steps.add(new Step(
                    String.valueOf(step.get("id")),
                    String.valueOf(step.get("agent")),
                    String.valueOf(step.get("input")),
                    after));
        }
        if (steps.isEmpty() && plan.get("question") instanceof String question && !question.isBlank()) {
            return Plan.asking(question, NAME);
        }
        return steps.isEmpty() && plan.get("answer") instanceof String answer && !answer.isBlank()
                ? Plan.nobody(answer, NAME)
                : Plan.of(steps, NAME);
    }
}
