package dev.drover.wiring.work;

import dev.drover.answer.Answers;
import dev.drover.answer.Form;
import dev.drover.deadletter.LostWork;
import dev.drover.entry.Entry;
import dev.drover.message.Part;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Ids;
import dev.drover.task.Journal;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import dev.drover.trace.TraceContext;
import java.time.Clock;
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
    private final WorkJournal writes;
    private final Running running;
    private final Takeover takeover;
    private final @Nullable Overseer overseer;
    private final Answers answers;
    private final LostWork lost;
    private final Clock clock;
    private final String replica;

    Work(Replica replica, WorkJournal writes, Takeover takeover, Overseer overseer, Answers answers) {
        this.store = replica.tasks();
        this.journal = replica.journal();
        this.writes = writes;
        this.running = replica.running();
        this.takeover = takeover;
        // on a store of its own a replica is told of everything directly
        this.overseer = replica.shared() ? overseer : null;
        this.answers = answers;
        this.lost = new LostWork(replica.tasks(), replica.journal(), replica.clock());
        this.clock = replica.clock();
        this.replica = replica.id();
    }

    /** Takes the task of variable {@code taskId}: leaves variable {@code assignment}, absent if there is nothing to do. */
    public void take(Exchange exchange) {
        String taskId = exchange.getVariable("taskId", String.class);
        Task opened = exchange.getVariable("task", Task.class);
        Entry entry = exchange.getVariable("entry", Entry.class);
        boolean fresh = Boolean.TRUE.equals(exchange.getVariable("fresh"));
        forgetRequest(exchange, taskId);
        Task task = opened != null ? opened : takeover.take(taskId);
        if (task == null || task.state().atRest()) {
            return;
        }
        boolean blocking = entry != null && entry.waitFor() == Entry.Wait.END;
        Form form = opened != null && blocking ? Form.TASK_OR_MESSAGE : Form.TASK;
        Assignment assignment = new Assignment(task, form, fresh && opened != null);
        if (!running.begin(assignment)) {
            return;
        }
        if (opened == null || task.round() > 1) {
            Traced.resumed(exchange, task, store);
        }
        exchange.setVariable("assignment", assignment);
        exchange.setVariable("planned", task.plan() != null);
        if (overseer != null) {
            assignment.followedBy(overseer.follow(assignment));
        }
    }

    /** Work needs only the task's id and the place in a trace; whatever else came along, every circuit breaker would copy, there and back. */
    private static void forgetRequest(Exchange exchange, String taskId) {
        TraceContext trace = Traced.left(exchange);
        exchange.removeVariable("*");
        exchange.setVariable("taskId", taskId);
        Traced.leave(exchange, trace);
    }

    /** Journals variable {@code plan} for a task that has no plan yet. */
    public void plan(Exchange exchange) {
        Plan plan = exchange.getVariable("plan", Plan.class);
        writes.change(
                assignment(exchange),
                List.of(),
                task -> task.plan() != null ? List.of() : List.of(new Event.Planned(clock.instant(), plan)));
    }

    /**
     * Leaves variable {@code wave} (steps to call now) and, for a wave of one, {@code step} and {@code agent}. At the end
     * {@code wave} is absent, and {@code written} false where a model is to write the answer.
     */
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
            if (!task.state().atRest() && answers.draft(task, clock.instant()).isPresent()) {
                assignment.wantCalls();
                exchange.setVariable("written", false);
            }
            return;
        }
        if (!unwritten.isEmpty()) {
            assignment.unwritten(List.of());
            writes.change(assignment, unwritten, now -> unwritten);
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
            String written = exchange.getVariable("answer", String.class);
            keepLostCalls(assignment, written);
            writes.change(assignment, assignment.unwritten(), now -> concluded(now, assignment, written));
        } finally {
            running.end(assignment);
        }
    }

    /** Before the end is written, since nobody looks at the task behind it. */
    private void keepLostCalls(Assignment assignment, @Nullable String written) {
        Task task = assignment.task();
        if (LostWork.isSome(task)) {
            lost.calls(Task.fold(task.id(), task, concluded(task, assignment, written)));
        }
    }

    private List<Event> concluded(Task now, Assignment assignment, @Nullable String written) {
        List<Event> events = new ArrayList<>(assignment.unwritten());
        Task replied = events.isEmpty() ? now : Task.fold(now.id(), now, events);
        events.addAll(answers.conclude(replied, assignment.form(), clock.instant(), Ids::next, written)
                .events());
        return events;
    }

    /** Leaves a task as it is in the journal, from where it is taken up again. */
    public void leave(Exchange exchange) {
        LOG.atWarn()
                .addKeyValue("task", exchange.getVariable("taskId", String.class))
                .log("work left for later, the store is away");
        end(exchange);
    }

    /** Ends a task whose work broke by a fault of ours; what its agents have replied stays in the journal. */
    public void fail(Exchange exchange) {
        Exception fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String taskId = exchange.getVariable("taskId", String.class);
        LOG.atError().addKeyValue("task", taskId).setCause(fault).log("work failed");
        try {
            journal.change(taskId, now -> isOurs(now) ? List.of(broken(now)) : List.of());
        } finally {
            end(exchange);
        }
    }

    private boolean isOurs(Task task) {
        return !task.state().atRest()
                && task.taken() != null
                && task.taken().replica().equals(replica);
    }

    private void end(Exchange exchange) {
        Assignment assignment = exchange.getVariable("assignment", Assignment.class);
        if (assignment != null) {
            running.end(assignment);
        }
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
