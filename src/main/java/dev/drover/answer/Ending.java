package dev.drover.answer;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The events that a conclusion of one task is made of, at one moment. */
record Ending(Task task, Policy policy, Instant now, Supplier<String> newMessageId) {
    /** The id of the artifact that holds the merged answer. */
    static final String ANSWER = "answer";

    /** The end of a task that nobody has planned. */
    Conclusion unplanned() {
        return Conclusion.of(
                ended(TaskState.FAILED, says(List.of(Part.text("no agent was chosen in time"))), List.of(), false));
    }

    /** The task waits for its caller, whom the planner asks. */
    Conclusion asking(String question) {
        return Conclusion.of(new Event.StateChanged(now, TaskState.INPUT_REQUIRED, says(List.of(Part.text(question)))));
    }

    /** The end of a task that calls nobody. */
    Conclusion spoken(String text) {
        return Conclusion.of(answer(List.of(Part.text(text))), ended(TaskState.COMPLETED, null, List.of(), false));
    }

    /** The task waits for its caller: for credentials where all that is asked is credentials, else for input. */
    Conclusion parked(Outcomes outcomes) {
        List<Part> questions = new ArrayList<>();
        for (Outcome asking : outcomes.asking()) {
            boolean alone = outcomes.all().size() == 1 && !asking.said().isEmpty();
            questions.addAll(alone ? asking.said() : asking.said(asking.name()));
        }
        boolean auth = outcomes.asking().stream()
                .allMatch(asking -> asking.reply() instanceof Reply.InputRequired asked && asked.auth());
        TaskState state = auth ? TaskState.AUTH_REQUIRED : TaskState.INPUT_REQUIRED;
        return Conclusion.of(new Event.StateChanged(now, state, says(questions)));
    }

    /** The merged answer, an artifact that no single step has made. */
    Event answer(List<Part> parts) {
        return new Event.ArtifactAdded(now, "", Artifact.of(ANSWER, parts), false, true);
    }

    Event ended(TaskState state, @Nullable Message message, List<Outcome> missing, boolean partial) {
        List<Map<String, String>> names = missing.stream()
                .map(outcome -> Map.of(
                        "agent",
                        outcome.step().agent(),
                        "reason",
                        outcome.missing().map(Missing::word).orElseThrow()))
                .toList();
        Map<String, @Nullable Object> drover = new LinkedHashMap<>();
        if (task.metadata().get("drover") instanceof Map<?, ?> before) {
            before.forEach((name, value) -> drover.put(String.valueOf(name), value));
        }
        drover.putAll(Map.of("partial", partial, "policy", policy.word(), "missing", names));
        drover.putAll(instead());
        return new Event.Ended(now, state, message, Map.of("drover", drover));
    }

    /** Who answered in place of whom, under {@code instead}; nothing where nobody did. */
    Map<String, Object> instead() {
        List<Map<String, String>> all =
                StandIn.all(task).stream().map(StandIn::named).toList();
        return all.isEmpty() ? Map.of() : Map.of("instead", all);
    }

    Message says(List<Part> parts) {
        return Message.of(newMessageId.get(), Role.AGENT, parts).in(task.contextId(), task.id());
    }
}
