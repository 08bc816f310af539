package dev.drover.task;

import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Changes as the routes make them. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Caller ALICE = new Caller("alice");
    public static final Caller BOB = new Caller("bob");

    private Samples() {}

    /** The first commit of a short task. */
    public static Change open(String id, Caller owner, String contextId, Instant at) {
        Message message = Message.of("m-" + id, Role.USER, List.of(Part.text("what is my car worth?")))
                .in(contextId, id);
        Plan plan = Plan.of(List.of(new Step("intake", "vehicle-intake", "what is my car worth?", List.of())), "match");
        return Change.open(
                id,
                List.of(
                        new Event.Opened(at, owner, contextId, message, at.plusSeconds(300)),
                        new Event.Planned(at, plan),
                        new Event.Taken(at, "replica-1", 1)));
    }

    /** The last commit of a short task. */
    public static Change end(Task task, TaskState state, Instant at) {
        return Change.of(
                task,
                List.of(
                        new Event.ArtifactAdded(
                                at, "intake", Artifact.of("a1", List.of(Part.text("about 12,000"))), false, true),
                        new Event.Replied(at, "intake", Reply.answered()),
                        new Event.Ended(at, state, null, Map.of())));
    }

    public static Change state(Task task, TaskState state, Instant at) {
        return Change.of(task, List.of(new Event.StateChanged(at, state, null)));
    }

    public static Change note(Task task, String text) {
        return Change.of(task, List.of(new Event.Note(task.status().at(), text)));
    }

    public static Change direct(Task task, Instant at) {
        Message message = Message.of("d-" + task.id(), Role.AGENT, List.of(Part.text("hello")));
        return Change.of(task, List.of(new Event.AnsweredDirectly(at, message)));
    }

    public static Query all(int limit) {
        return new Query(null, null, null, limit, null);
    }
}
