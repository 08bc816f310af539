package dev.drover.task;

import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.JsonValues;
import dev.drover.message.Message;
import dev.drover.message.Role;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as its events leave it. Immutable.
 *
 * @param sequence the number of its last event
 * @param owner with the reach that it had when it sent the task, without its roles
 * @param deadline when the work of the present round must have ended
 * @param history messages in the order they were sent, without the status message in force
 * @param artifacts in the order they began
 * @param plan absent until there is one
 * @param replies by step, those of the present round
 * @param round how often the caller has spoken, from 1
 * @param taken absent until a replica works on it
 * @param metadata as clients see it; what Drover says is under {@code drover}
 * @param direct the Message that stands in place of this task; get and list do not show such a task
 */
public record Task(
        String id,
        long sequence,
        Caller owner,
        String contextId,
        Instant openedAt,
        Instant deadline,
        Status status,
        List<Message> history,
        List<Produced> artifacts,
        @Nullable Plan plan,
        Map<String, Reply> replies,
        int round,
        @Nullable Taken taken,
        Map<String, @Nullable Object> metadata,
        @Nullable Message direct) {

    public Task {
        history = List.copyOf(history);
        artifacts = List.copyOf(artifacts);
        replies = Map.copyOf(replies);
        metadata = JsonValues.copy(metadata);
    }

    public TaskState state() {
        return status.state();
    }

    /** Whether it shows in get and list. */
    public boolean listed() {
        return direct == null;
    }

    /** The caller's latest message. */
    public Message request() {
        for (Message message : history.reversed()) {
            if (message.role() == Role.USER) {
                return message;
            }
        }
        throw new IllegalStateException("a task begins with a message of its caller");
    }

    /** The steps that the answer is made of: all of the plan but those that handed over. */
    public List<Step> steps() {
        if (plan == null) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>(plan.steps());
        steps.removeIf(step -> replies.get(step.id()) instanceof Reply.HandedOver);
        return steps;
    }

    /** The steps that can be called now; empty while there is no plan. Who waits for a step that asks for input waits. */
    public List<Step> wave() {
        if (plan == null) {
            return List.of();
        }
        List<Step> wave = new ArrayList<>(plan.wave(replies.keySet()));
        wave.removeIf(step -> step.after().stream().anyMatch(this::isOpen));
        return List.copyOf(wave);
    }

    /** Whether the caller, or the step that it was handed over to, has still to speak. */
    private boolean isOpen(String step) {
        return switch (replies.get(step)) {
            case null -> true;
            case Reply.InputRequired asks -> true;
            case Reply.HandedOver over -> isOpen(over.step());
            case Reply.Answered answered -> false;
            case Reply.Declined declined -> false;
            case Reply.Unavailable unavailable -> false;
        };
    }

    /** The task after these events; {@code before} is null for a task that is not opened yet. */
    public static Task fold(String id, @Nullable Task before, List<Event> events) {
        Fold fold = before == null ? new Fold(id) : new Fold(before);
        events.forEach(fold::apply);
        return fold.task();
    }
}
