package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.agent.Agents;
import dev.drover.agent.CallSettings;
import dev.drover.agent.Missing;
import dev.drover.agent.OnAmbiguity;
import dev.drover.agent.Reply;
import dev.drover.answer.Answers;
import dev.drover.answer.Form;
import dev.drover.entry.Entry;
import dev.drover.identity.Scope;
import dev.drover.message.Part;
import dev.drover.plan.Plan;
import dev.drover.plan.Planners;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Ids;
import dev.drover.task.Journal;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code work}: advances one task, wave by wave, to its end. Safe for any number of threads. */
public final class Work {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final TaskStore store;
    private final Journal journal;
    private final Running running;
    private final Planners planners;
    private final Agents agents;
    private final Answers answers;
    private final Clock clock;
    private final String replica;

    Work(Replica replica, Answers answers) {
        this.store = replica.tasks();
        this.journal = replica.journal();
        this.running = replica.running();
        this.planners = replica.planners();
        this.agents = replica.agents();
        this.answers = answers;
        this.clock = replica.clock();
        this.replica = replica.id();
    }

    /** Takes the task of variable {@code taskId}: leaves variable {@code assignment}, absent if there is nothing to do. */
    public void take(Exchange exchange) {
        String taskId = exchange.getVariable("taskId", String.class);
        Task opened = exchange.getVariable("task", Task.class);
        Task task = opened != null ? opened : store.find(Scope.all(), taskId).orElse(null);
        if (task == null || task.state().atRest()) {
            return;
        }
        Entry entry = exchange.getVariable("entry", Entry.class);
        boolean blocking = entry != null && entry.waitFor() == Entry.Wait.END;
        Form form = opened != null && blocking ? Form.TASK_OR_MESSAGE : Form.TASK;
        boolean fresh = Boolean.TRUE.equals(exchange.getVariable("fresh"));
        Assignment assignment = new Assignment(task, form, fresh && opened != null);
        if (!running.begin(assignment)) {
            return;
        }
        if (opened == null) {
            assignment.task(journal.change(taskId, this::takenOver));
        }
        exchange.setVariable("assignment", assignment);
        exchange.setVariable("planned", assignment.task().plan() != null);
    }

    private List<Event> takenOver(Task task) {
        if (task.state().atRest()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<Event> events = new ArrayList<>();
        events.add(new Event.Taken(
                now, replica, task.taken() == null ? 1 : task.taken().epoch() + 1));
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

    /** Plans a task that has no plan yet. */
    public void plan(Exchange exchange) {
        Assignment assignment = assignment(exchange);
        assignment.task(journal.change(assignment.task().id(), task -> {
            if (task.state().atRest() || task.plan() != null) {
                return List.of();
            }
            Plan plan = planners.plan(task.request(), task.owner().reach()::includes);
            return List.of(new Event.Planned(clock.instant(), plan));
        }));
    }

    /** Leaves variable {@code wave} (steps to call now; absent at the end) and, for a wave of one, {@code step} and {@code agent}. */
    public void next(Exchange exchange) {
        Assignment assignment = assignment(exchange);
        exchange.removeVariable("wave");
        exchange.removeVariable("step");
        Task task = assignment.task();
        List<Event> unwritten = assignment.unwritten();
        if (!unwritten.isEmpty()) {
            task = Task.fold(task.id(), task, unwritten);
        }
        List<Step> wave = task.wave();
        if (wave.isEmpty() || finished(assignment, task)) {
            return;
        }
        if (!unwritten.isEmpty()) {
            write(assignment, List.of());
        }
        exchange.setVariable("wave", wave);
        if (wave.size() == 1) {
            exchange.setVariable("step", wave.getFirst());
            exchange.setVariable("agent", wave.getFirst().agent());
        }
    }

    private boolean finished(Assignment assignment, Task task) {
        return assignment.over()
                || task.state().atRest()
                || answers.settled(task)
                || !clock.instant().isBefore(task.deadline());
    }

    /** Ends the task, or parks it until its caller speaks. */
    public void conclude(Exchange exchange) {
        Assignment assignment = assignment(exchange);
        try {
            journal.change(assignment.task().id(), now -> concluded(now, assignment));
        } finally {
            running.end(assignment);
        }
    }

    private List<Event> concluded(Task now, Assignment assignment) {
        if (now.state().atRest()) {
            return List.of();
        }
        List<Event> events = new ArrayList<>(assignment.unwritten());
        Task replied = events.isEmpty() ? now : Task.fold(now.id(), now, events);
        events.addAll(answers.conclude(replied, assignment.form(), clock.instant(), Ids::next)
                .events());
        return events;
    }

    private void write(Assignment assignment, List<Event> more) {
        List<Event> events = new ArrayList<>(assignment.unwritten());
        events.addAll(more);
        assignment.unwritten(List.of());
        assignment.task(
                journal.change(assignment.task().id(), now -> now.state().atRest() ? List.of() : events));
    }

    /** Ends a task whose work broke by a fault of ours; what its agents have replied stays in the journal. */
    public void fail(Exchange exchange) {
        Exception fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String taskId = exchange.getVariable("taskId", String.class);
        LOG.error("work failed task={}", taskId, fault);
        Assignment assignment = exchange.getVariable("assignment", Assignment.class);
        if (assignment != null) {
            running.end(assignment);
        }
        journal.change(taskId, now -> now.state().atRest() ? List.of() : List.of(broken(now)));
    }

    private Event broken(Task task) {
        var said = dev.drover.message.Message.of(
                        Ids.next(),
                        dev.drover.message.Role.AGENT,
                        List.of(Part.text("the work on this task failed by an internal error")))
                .in(task.contextId(), task.id());
        return new Event.Ended(clock.instant(), TaskState.FAILED, said, Map.of());
    }

    private static Assignment assignment(Exchange exchange) {
        return exchange.getVariable("assignment", Assignment.class);
    }
}
