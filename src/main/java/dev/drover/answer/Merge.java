package dev.drover.answer;

import dev.drover.agent.Missing;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.task.Produced;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The end of a task with several steps: what each answered, and who is missing, in the order of the plan. */
record Merge(Task task, Ending ending, Policy policy) {
    Conclusion conclude(Outcomes outcomes) {
        int steps = outcomes.all().size();
        int answered = outcomes.answered().size();
        List<Outcome> missing = outcomes.missing();
        boolean partial = answered > 0 && answered < policy.whole(steps);
        if (answered < policy.needed(steps)) {
            TaskState state = outcomes.allDeclined() ? TaskState.REJECTED : TaskState.FAILED;
            Message message =
                    ending.says(List.of(Part.text(shortfall(answered, policy.needed(steps)) + reasons(missing))));
            return Conclusion.of(ending.ended(state, message, missing, partial));
        }
        return Conclusion.of(
                ending.answer(merged(outcomes, partial)), ending.ended(TaskState.COMPLETED, null, missing, partial));
    }

    private static String shortfall(int answered, int needed) {
        return answered == 0 ? "No agent answered:" : answered + " of " + needed + " needed agents answered. Missing:";
    }

    /** One text for all, then what agents said that is not text; artifacts are beside it already. */
    private List<Part> merged(Outcomes outcomes, boolean partial) {
        List<String> paragraphs = new ArrayList<>();
        List<Part> others = new ArrayList<>();
        for (Outcome outcome : outcomes.answered()) {
            paragraphs.add(paragraph(outcome));
            outcome.said().stream()
                    .filter(part -> !(part.content() instanceof Part.Content.Text))
                    .forEach(others::add);
        }
        if (!outcomes.missing().isEmpty()) {
            paragraphs.add((partial ? "This answer is partial:" : "Not in this answer:") + reasons(outcomes.missing()));
        }
        List<Part> parts = new ArrayList<>();
        parts.add(Part.text(String.join("\n\n", paragraphs)));
        parts.addAll(others);
        return parts;
    }

    private String paragraph(Outcome outcome) {
        List<Produced> artifacts = task.artifacts().stream()
                .filter(produced -> produced.step().equals(outcome.step().id()))
                .toList();
        String text = Stream.concat(
                        artifacts.stream().map(produced -> produced.artifact().parts()), Stream.of(outcome.said()))
                .map(parts -> Message.textOf(parts).strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
        if (text.isEmpty()) {
            return outcome.name() + ": " + withoutText(artifacts);
        }
        return outcome.name() + (text.contains("\n") ? ":\n" : ": ") + text;
    }

    private static String withoutText(List<Produced> artifacts) {
        return artifacts.isEmpty()
                ? "done"
                : artifacts.stream()
                        .map(produced -> produced.artifact().id())
                        .collect(Collectors.joining(", ", "see ", ""));
    }

    private String reasons(List<Outcome> missing) {
        return missing.stream().map(outcome -> "\n- " + reason(outcome)).collect(Collectors.joining());
    }

    /** An agent that was not waited for, because the answer was whole without it, was not needed. */
    private String reason(Outcome outcome) {
        boolean unneeded = !(policy instanceof Policy.All)
                && outcome.missing().filter(Missing.CANCELLED::equals).isPresent();
        return unneeded ? outcome.name() + " was not needed" : outcome.reason();
    }
}
