package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.agent.Agents;
import dev.drover.agent.CallSettings;
import dev.drover.agent.Missing;
import dev.drover.agent.OnAmbiguity;
import dev.drover.agent.Reply;
import dev.drover.identity.Scope;
import dev.drover.lease.Replicas;
import dev.drover.message.Part;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Journal;
import dev.drover.task.Taken;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes tasks that nobody works on. Of all replicas that try at once, one gets the task. Safe for any number of threads. */
final class Takeover {
    /** A task of this replica's that does not run here is on its way to its work, up to this age. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

    private final TaskStore store;
    private final Journal journal;
    private final Running running;
    private final Replicas replicas;
    private final Agents agents;
    private final Clock clock;
    private final String own;

    Takeover(Replica replica) {
        this.store = replica.tasks();
        this.journal = replica.journal();
        this.running = replica.running();
        this.replicas = replica.replicas();
        this.agents = replica.agents();
        this.clock = replica.clock();
        this.own = replica.id();
    }

    /** Whether nobody works on this unfinished task, where these replicas live. */
    boolean abandoned(Task task, Predicate<String> live) {
        Taken taken = task.taken();
        if (taken == null) {
            return true;
        }
        return taken.replica().equals(own) ? !worked(task) : !live.test(taken.replica());
    }

    private boolean worked(Task task) {
        return running.find(task.id()) != null
                || clock.instant().isBefore(task.status().at().plus(ON_ITS_WAY));
    }

    /** The task, which is this replica's from now on; null if it has come to rest or somebody works on it. */
    @Nullable
    Task take(String taskId) {
        Task seen = store.find(Scope.all(), taskId).orElse(null);
        if (seen == null || seen.state().atRest() || !abandoned(seen, replicas::live)) {
            return null;
        }
        Taken mine = new Taken(own, seen.taken() == null ? 1 : seen.taken().epoch() + 1);
        Task now = journal.change(
                taskId,
                task -> task.state().atRest() || !Objects.equals(task.taken(), seen.taken())
                        ? List.of()
                        : taken(task, mine));
        return mine.equals(now.taken()) ? now : null;
    }

    private List<Event> taken(Task task, Taken mine) {
        Instant now = clock.instant();
        List<Event> events = new ArrayList<>();
        events.add(new Event.Taken(now, mine.replica(), mine.epoch()));
        for (Step step : task.wave()) {
            Reply reply = ambiguous(step);
            if (reply != null) {
                events.add(new Event.Replied(now, step.id(), reply));
            }
        }
        return events;
    }

    /** The reply of a step that may have been called before; null to call it again. */
    private @Nullable Reply ambiguous(Step step) {
        OnAmbiguity choice = agents.find(step.agent())
                .map(Agent::calls)
                .map(CallSettings::onAmbiguity)
                .orElse(OnAmbiguity.RETRY);
        return switch (choice) {
            case RETRY -> null;
            case FAIL -> Reply.unavailable(Missing.FAILED);
            case ASK ->
                new Reply.InputRequired(
                        List.of(
                                Part.text(
                                        "It is not known whether " + step.agent()
                                                + " did its work before a restart. Answer to have it called again, or cancel the task.")),
                        false);
        };
    }
}
