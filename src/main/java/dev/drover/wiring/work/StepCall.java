package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.message.Message;
import dev.drover.plan.Step;
import dev.drover.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One step being called, over all its attempts.
 *
 * @param id task/step/round: the same when the call is repeated after a crash
 * @param history what was said in the context before
 * @param began the nanosecond of this process's clock
 */
record StepCall(
        Assignment assignment, Step step, Agent agent, String id, Instant deadline, List<Message> history, long began) {
    static StepCall of(Assignment assignment, Step step, Agent agent, Instant now, List<Message> history) {
        Task task = assignment.task();
        Instant own = now.plus(agent.calls().timeout());
        Instant deadline = own.isBefore(task.deadline()) ? own : task.deadline();
        String id = task.id() + "/" + step.id() + "/" + task.round();
        return new StepCall(assignment, step, agent, id, deadline, history, System.nanoTime());
    }

    Duration left(Instant now) {
        return Duration.between(now, deadline);
    }

    /** What the agent is asked: the step's input, or in a later round what the caller has said since. */
    String input() {
        Task task = assignment.task();
        boolean planned = task.steps().contains(step);
        return task.round() == 1 || !planned ? step.input() : task.request().text();
    }
}
