package dev.drover.wiring.work;

import dev.drover.agent.CallFailed;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Ids;
import dev.drover.task.Task;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** The bean {@code showing}: what an agent shows while it works. Safe for any number of threads. */
public final class Showing {
    private final WorkJournal writes;
    private final Running running;
    private final Clock clock;

    Showing(WorkJournal writes, Running running, Clock clock) {
        this.writes = writes;
        this.running = running;
        this.clock = clock;
    }

    /** The body becomes a working status update. */
    public void progress(Exchange exchange) throws CallFailed {
        showProgress(exchange, AgentReplies.parts(exchange.getMessage()));
    }

    public void showProgress(Exchange exchange, List<Part> parts) {
        show(exchange, task -> {
            Message said = Message.of(Ids.next(), Role.AGENT, parts).in(task.contextId(), task.id());
            return new Event.Progress(clock.instant(), stepOf(exchange).id(), said);
        });
    }

    /** The body becomes an artifact, or a chunk of one. */
    public void artifact(Exchange exchange) throws CallFailed {
        List<Part> parts = AgentReplies.parts(exchange.getMessage());
        if (!parts.isEmpty() && !isTool(exchange)) {
            show(
                    exchange,
                    task -> AgentReplies.artifact(
                            exchange.getMessage(), parts, task, stepOf(exchange), clock.instant()));
        }
    }

    /** An artifact with an id of the agent's own, or a chunk of one; at least one part. */
    public void showArtifact(Exchange exchange, Artifact artifact, boolean append, boolean lastChunk) {
        show(exchange, task -> {
            Step step = stepOf(exchange);
            Artifact ours = artifact.withId(AgentReplies.artifactId(artifact.id(), task, step));
            return new Event.ArtifactAdded(clock.instant(), step.id(), ours, append, lastChunk);
        });
    }

    private void show(Exchange exchange, Function<Task, Event> event) {
        Assignment assignment = running.find(exchange.getVariable("taskId", String.class));
        HeldBack held = HeldBack.of(exchange);
        if (assignment != null && held != null) {
            shown(event, assignment.task()).forEach(held::add);
        } else if (assignment != null) {
            String step = Turns.stepOf(exchange);
            Chunks chunks = assignment.shown(step, events -> write(assignment, step, events));
            shown(event, assignment.task()).forEach(chunks::show);
        }
        exchange.getMessage().removeHeaders("Agent*");
    }

    private static List<Event> shown(Function<Task, Event> event, Task task) {
        return Shown.events(List.of(event.apply(task)), task.request());
    }

    /** What an agent makes as another one's tool is for that one. */
    private boolean isTool(Exchange exchange) {
        Assignment assignment = running.find(exchange.getVariable("taskId", String.class));
        String id = Turns.stepOf(exchange);
        return assignment != null
                && assignment.task().steps().stream()
                        .noneMatch(step -> step.id().equals(id));
    }

    private void write(Assignment assignment, String step, List<Event> events) {
        writes.change(assignment, List.of(), task -> task.replies().containsKey(step) ? List.of() : events);
    }

    /** The step of variable {@code call}, which is task/step/round. */
    private static Step stepOf(Exchange exchange) {
        String id = Turns.stepOf(exchange);
        return new Step(id, id, "", List.of());
    }
}
