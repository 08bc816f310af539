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
import org.jspecify.annotations.Nullable;

/** The end of a task with several steps: what each answered, and who is missing, in the order of the plan. */
record Merge(Task task, Policy policy, Outcomes outcomes) {
    Conclusion conclude(Ending ending, @Nullable String written) {
        int steps = outcomes.all().size();
        int answered = outcomes.answered().size();
        List<Outcome> missing = outcomes.missing();
        boolean partial = partial();
        if (answered < policy.needed(steps)) {
            TaskState state = outcomes.allDeclined() ? TaskState.REJECTED : TaskState.FAILED;
            Message message =
                    ending.says(List.of(Part.text(shortfall(answered, policy.needed(steps)) + reasons(missing))));
            return Conclusion.of(ending.ended(state, message, missing, partial));
        }
        return Conclusion.of(ending.answer(merged(written)), ending.ended(TaskState.COMPLETED, null, missing, partial));
    }

    private static String shortfall(int answered, int needed) {
        return answered == 0 ? "No agent answered:" : answered + " of " + needed + " needed agents answered. Missing:";
    }

    /** Whether an agent's answer would be missed. */
    private boolean partial() {
        int answered = outcomes.answered().size();
        return answered > 0 && answered < policy.whole(outcomes.all().size());
    }

    /** What a model writes the answer from. */
    Draft draft() {
        return new Draft(
                paragraphs(), outcomes.missing().stream().map(Outcome::reason).toList());
    }

    /** One text for all, then what agents said that is not text; artifacts are beside it already. */
    private List<Part> merged(@Nullable String written) {
        String text = written == null ? paragraphs() : written;
        List<Part> parts = new ArrayList<>();
        parts.add(Part.text(names(written) ? text : text + "\n\n" + absences()));
        for (Outcome outcome : outcomes.answered()) {
            outcome.said().stream()
                    .filter(part -> !(part.content() instanceof Part.Content.Text))
                    .forEach(parts::add);
        }
        return parts;
    }

    /** Whether nobody is missing, or who wrote the text has named all who are. */
    private boolean names(@Nullable String written) {
        return outcomes.missing().isEmpty()
                || written != null
                        && outcomes.missing().stream()
                                .allMatch(missing ->
                                        written.contains(missing.step().agent()));
    }

    private String paragraphs() {
        return outcomes.answered().stream().map(this::paragraph).collect(Collectors.joining("\n\n"));
    }

    private String absences() {
        return (partial() ? "This answer is partial:" : "Not in this answer:") + reasons(outcomes.missing());
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
