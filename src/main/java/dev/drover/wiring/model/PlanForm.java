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
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private PlanForm() {}

    static String instruction(List<Agent> agents) {
        String skills = agents.stream().map(PlanForm::skill).collect(Collectors.joining("\n"));
        return """
                You plan which agents work on the user's message. Answer with JSON.
                Give at most 20 steps: each has an id of letters, digits and hyphens, the name of an agent, and as input
                what that agent is asked, complete in itself.
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

    /** As the model is told of it: without bounds, for which the service refuses schemas as too complex. */
    static Map<String, @Nullable Object> schema() {
        return schema(TEXT, TEXT, Map.of());
    }

    /** As a plan for these agents is checked. */
    static Map<String, @Nullable Object> schema(List<Agent> agents) {
        return schema(
                Map.of("type", "string", "pattern", "^[A-Za-z0-9_-]{1,40}$"),
                Map.of("enum", agents.stream().map(Agent::name).toList()),
                Map.of("maxItems", MOST));
    }

    private static Map<String, @Nullable Object> schema(
            Map<String, Object> id, Map<String, Object> agent, Map<String, Object> bound) {
        Map<String, Object> after = Map.of("type", "array", "items", TEXT);
        Map<String, Object> step = Map.of(
                "type", "object",
                "properties", Map.of("id", id, "agent", agent, "input", TEXT, "after", after),
                "required", List.of("id", "agent", "input"));
        Map<String, Object> steps = new LinkedHashMap<>(bound);
        steps.put("type", "array");
        steps.put("items", step);
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Map.of("steps", steps, "answer", TEXT, "question", TEXT));
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
