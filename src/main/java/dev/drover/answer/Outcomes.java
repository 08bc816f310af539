package dev.drover.answer;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.plan.Step;
import dev.drover.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the steps of a plan went, all that the answer is made of, in the order of the plan. */
record Outcomes(List<Outcome> all) {
    Outcomes {
        all = List.copyOf(all);
    }

    /** A step without a reply timed out with its task, or was cancelled where the task has time left. */
    static Outcomes of(Task task, Instant now) {
        Reply none = Reply.unavailable(now.isBefore(task.deadline()) ? Missing.CANCELLED : Missing.TIMED_OUT);
        Map<String, Long> steps =
                task.steps().stream().collect(Collectors.groupingBy(Step::agent, Collectors.counting()));
        List<Outcome> all = new ArrayList<>();
        for (Step step : task.steps()) {
            boolean alone =
                    steps.getOrDefault(step.agent(), 0L) == 1 || step.id().equals(step.agent());
            String name = (alone ? step.agent() : step.agent() + " (" + step.id() + ")") + inPlaceOf(task, step);
            all.add(new Outcome(name, step, task.replies().getOrDefault(step.id(), none)));
        }
        return new Outcomes(all);
    }

    private static String inPlaceOf(Task task, Step step) {
        return StandIn.all(task).stream()
                .filter(standIn -> standIn.step().equals(step.id()))
                .map(standIn -> " (in place of " + standIn.agent() + ")")
                .findFirst()
                .orElse("");
    }

    List<Outcome> answered() {
        return all.stream().filter(Outcome::answered).toList();
    }

    List<Outcome> asking() {
        return all.stream().filter(Outcome::asks).toList();
    }

    List<Outcome> missing() {
        return all.stream().filter(outcome -> !outcome.answered()).toList();
    }

    /** Whether every agent said no by itself. */
    boolean allDeclined() {
        return all.stream().allMatch(outcome -> outcome.reply() instanceof Reply.Declined);
    }
}
