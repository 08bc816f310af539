package dev.drover.task;

import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.Artifact;
import dev.drover.message.JsonValues;
import dev.drover.message.Message;
import dev.drover.model.Spent;
import dev.drover.model.ToolResult;
import dev.drover.model.Turn;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened to a task; the journal is the list of them, and a task is their fold. */
public sealed interface Event {
    Instant at();

    /** The first event of every task. The message carries the task's and the context's id. */
    record Opened(Instant at, Caller owner, String contextId, Message message, Instant deadline) implements Event {}

    /** A follow-up by the caller: every step that asked for input is open again, in a new round; so is a plan that asked. */
    record MessageAdded(Instant at, Message message, Instant deadline) implements Event {}

    record Planned(Instant at, Plan plan) implements Event {}

    /** A step that came to the plan later. */
    record StepAdded(Instant at, Step step) implements Event {}

    /** A replica works on the task from here on; what steps without a reply had shown is void. */
    record Taken(Instant at, String replica, long epoch) implements Event {}

    /** A step is still working and says so. */
    record Progress(Instant at, String step, Message message) implements Event {}

    /**
     * An artifact, or a chunk of one.
     *
     * @param append whether its parts go behind those of the artifact with the same id
     */
    record ArtifactAdded(Instant at, String step, Artifact artifact, boolean append, boolean lastChunk)
            implements Event {}

    /**
     * A model gave a turn.
     *
     * @param step whose agent asked; {@code plan} and {@code answer} are the planner and the writer of the answer
     */
    record ModelAnswered(Instant at, String step, Turn.OfModel turn, Spent spent) implements Event {}

    /** A tool answered the call that a model's turn of this step asked for. */
    record ToolAnswered(Instant at, String step, ToolResult result) implements Event {}

    record Replied(Instant at, String step, Reply reply) implements Event {}

    /** The task moved to a state that is not terminal. */
    record StateChanged(
            Instant at, TaskState state, @Nullable Message message) implements Event {
        public StateChanged {
            if (state.terminal()) {
                throw new IllegalArgumentException("a task reaches " + state + " by Ended");
            }
        }
    }

    /** The task ended with a Message in its place. */
    record AnsweredDirectly(Instant at, Message message) implements Event {}

    /** The task reached a terminal state. */
    record Ended(Instant at, TaskState state, @Nullable Message message, Map<String, @Nullable Object> metadata)
            implements Event {
        public Ended {
            if (!state.terminal()) {
                throw new IllegalArgumentException(state + " does not end a task");
            }
            metadata = JsonValues.copy(metadata);
        }
    }

    /** What was decided about the task, such as {@code allowed cancel to ann: owner}; no client sees it. */
    record Note(Instant at, String text) implements Event {}
}
