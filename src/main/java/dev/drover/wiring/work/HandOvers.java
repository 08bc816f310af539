package dev.drover.wiring.work;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Steps that go on with another agent: it gets a step of its own, and the first one counts no more. */
final class HandOvers {
    static final int MOST = 5;

    private HandOvers() {}

    /** Whether a step of the task may be handed over once more. */
    static boolean possible(Task task) {
        return planned(task).size() - task.steps().size() < MOST;
    }

    /**
     * The events by which another agent goes on with this step.
     *
     * @param input what that agent is asked
     * @param because why the first one gave no reply; absent where it wants this itself
     */
    static List<Event> events(
            Task task, Step step, String agent, String input, @Nullable Missing because, Instant now) {
        String id = free(task, agent);
        return List.of(
                new Event.StepAdded(now, new Step(id, agent, input, List.of())),
                new Event.Replied(now, step.id(), new Reply.HandedOver(agent, id, because)));
    }

    /** The same events for the task as it is now: another step may have gone to the same agent in the meantime. */
    static List<Event> onto(Task now, List<Event> events) {
        if (events.getFirst() instanceof Event.StepAdded(Instant at, Step added)
                && events.getLast() instanceof Event.Replied(Instant then, String step, Reply.HandedOver over)) {
            String id = free(now, added.agent());
            return List.of(
                    new Event.StepAdded(at, new Step(id, added.agent(), added.input(), added.after())),
                    new Event.Replied(then, step, new Reply.HandedOver(over.agent(), id, over.because())));
        }
        return events;
    }

    /** The step that goes on where this one was handed over; null where it was not, or where nothing goes on any more. */
    static @Nullable Step next(Task task, String step) {
        if (task.state().atRest() || !(task.replies().get(step) instanceof Reply.HandedOver over)) {
            return null;
        }
        return planned(task).stream()
                .filter(planned -> planned.id().equals(over.step()))
                .findFirst()
                .orElse(null);
    }

    private static List<Step> planned(Task task) {
        return task.plan() == null ? List.of() : task.plan().steps();
    }

    private static String free(Task task, String agent) {
        Set<String> ids = planned(task).stream().map(Step::id).collect(Collectors.toSet());
        String id = agent;
        for (int i = 2; ids.contains(id); i++) {
            id = agent + "-" + i;
        }
        return id;
    }
}
