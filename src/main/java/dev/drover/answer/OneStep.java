package dev.drover.answer;

import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.util.List;

/** The end of a task with one step: it takes its agent's outcome as its own. */
record OneStep(Task task, Ending ending, Form form) {
    Conclusion conclude(Outcome outcome) {
        return switch (outcome.reply()) {
            case Reply.Answered answered -> answered(answered);
            case Reply.InputRequired asked -> ending.parked(new Outcomes(List.of(outcome)));
            case Reply.Declined declined ->
                ended(
                        TaskState.REJECTED,
                        declined.parts().isEmpty() ? List.of(Part.text(outcome.absence())) : declined.parts(),
                        outcome);
            case Reply.HandedOver over ->
                throw new IllegalStateException("a step that handed over is no part of the answer");
            case Reply.Unavailable unavailable -> ended(TaskState.FAILED, outcome.said(outcome.absence()), outcome);
        };
    }

    private Conclusion answered(Reply.Answered answered) {
        List<Part> parts = answered.parts();
        if (parts.isEmpty()) {
            return Conclusion.of(ending.ended(TaskState.COMPLETED, null, List.of(), false));
        }
        Message message = ending.says(parts);
        if (answered.direct() && form == Form.TASK_OR_MESSAGE && !shown()) {
            return Conclusion.of(new Event.AnsweredDirectly(ending.now(), message.telling(ending.instead())));
        }
        return Conclusion.of(ending.ended(TaskState.COMPLETED, message, List.of(), false));
    }

    /** Whether a client can have seen more of the task than that it works. */
    private boolean shown() {
        return !task.artifacts().isEmpty()
                || task.status().message() != null
                || task.round() > 1
                || task.history().stream().anyMatch(message -> message.role() == Role.AGENT);
    }

    private Conclusion ended(TaskState state, List<Part> parts, Outcome missing) {
        return Conclusion.of(ending.ended(state, ending.says(parts), List.of(missing), false));
    }
}
