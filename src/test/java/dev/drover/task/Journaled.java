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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The journal of one task for tests, a second between events. */
public final class Journaled {
    public static final Instant OPENED = Instant.parse("2026-01-01T10:00:00Z");
    public static final Instant DEADLINE = OPENED.plusSeconds(300);

    private final List<Event> events = new ArrayList<>();

    private Journaled() {}

    /** A task that its caller has opened with this text. */
    public static Journaled opened(String text) {
        Message message = userMessage("m1", text);
        return new Journaled()
                .and(new Event.Opened(OPENED, new Caller("alice"), message.contextId(), message, DEADLINE));
    }

    /** A task with one step for each of these agents, all in one wave, that a replica works on. */
    public static Journaled planned(String... agents) {
        List<Step> steps = Arrays.stream(agents).map(agent -> step(agent)).toList();
        return planned(Plan.of(steps, "match"));
    }

    public static Journaled planned(Plan plan) {
        Journaled journaled = opened("hello");
        return journaled
                .and(new Event.Planned(journaled.now(), plan))
                .and(new Event.Taken(journaled.now(), "replica-1", 1));
    }

    public static Step step(String agent, String... after) {
        return new Step(agent, agent, "hello", List.of(after));
    }

    public static Message userMessage(String id, String text) {
        return Message.of(id, Role.USER, List.of(Part.text(text))).in("context-1", "task-1");
    }

    public static Message agentMessage(String id, String text) {
        return Message.of(id, Role.AGENT, List.of(Part.text(text))).in("context-1", "task-1");
    }

    public Journaled and(Event event) {
        events.add(event);
        return this;
    }

    public Journaled replied(String step, Reply reply) {
        return and(new Event.Replied(now(), step, reply));
    }

    /** The step shows an artifact whose id is its own. */
    public Journaled artifact(String step, Part... parts) {
        return and(new Event.ArtifactAdded(now(), step, Artifact.of(step, List.of(parts)), false, true));
    }

    public Journaled progress(String step, String text) {
        return and(new Event.Progress(now(), step, agentMessage("p" + events.size(), text)));
    }

    public Instant now() {
        return OPENED.plusSeconds(events.size());
    }

    public Task task() {
        return Task.fold("task-1", null, events);
    }
}
