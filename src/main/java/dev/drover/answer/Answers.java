package dev.drover.answer;

import dev.drover.agent.Reply;
import dev.drover.plan.Plan;
import dev.drover.task.Task;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes one honest answer out of a task's replies: it names every agent that is missing. Immutable. */
public final class Answers {
    private final Policy policy;

    public Answers(Policy policy) {
        this.policy = policy;
    }

    /** Whether the answer is whole, so that no further reply is worth waiting for. */
    public boolean settled(Task task) {
        Plan plan = task.plan();
        if (plan == null) {
            return false;
        }
        long answered = task.replies().values().stream()
                .filter(Reply.Answered.class::isInstance)
                .count();
        return answered >= policy.whole(task.steps().size());
    }

    /** What a model is to write the answer from; empty where the settings want none, or there is nothing to merge. */
    public Optional<Draft> draft(Task task, Instant now) {
        if (!(policy instanceof Policy.Synthesize)) {
            return Optional.empty();
        }
        Outcomes outcomes = Outcomes.of(task, now);
        boolean parked = !settled(task) && !outcomes.asking().isEmpty();
        return parked || outcomes.all().size() < 2 || outcomes.answered().isEmpty()
                ? Optional.empty()
                : Optional.of(new Merge(task, policy, outcomes).draft());
    }

    /**
     * What ends or parks a task that is settled, has no wave left, or has no time left. While an agent asks for
     * input, and the task is not settled, it is parked. A step without a reply counts as timed out when the
     * task's deadline has passed, else as cancelled.
     *
     * @param newMessageId gives the id of the status message or the direct Message
     */
    public Conclusion conclude(Task task, Form form, Instant now, Supplier<String> newMessageId) {
        return conclude(task, form, now, newMessageId, null);
    }

    /** The same, with a text that was written from the {@link #draft} in place of it; absent where nobody wrote one. */
    public Conclusion conclude(
            Task task, Form form, Instant now, Supplier<String> newMessageId, @Nullable String written) {
        Ending ending = new Ending(task, policy, now, newMessageId);
        Plan plan = task.plan();
        if (plan == null) {
            return ending.unplanned();
        }
        if (plan.question() != null) {
            return ending.asking(plan.question());
        }
        if (plan.steps().isEmpty()) {
            return ending.spoken(plan.answer() == null ? "" : plan.answer());
        }
        Outcomes outcomes = Outcomes.of(task, now);
        if (!settled(task) && !outcomes.asking().isEmpty()) {
            return ending.parked(outcomes);
        }
        if (outcomes.all().size() == 1) {
            return new OneStep(task, ending, form).conclude(outcomes.all().getFirst());
        }
        return new Merge(task, policy, outcomes).conclude(ending, written);
    }
}
