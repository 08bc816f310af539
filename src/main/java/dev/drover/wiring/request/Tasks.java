package dev.drover.wiring.request;

import dev.drover.a2ui.Action;
import dev.drover.entry.Entry;
import dev.drover.idempotency.Claim;
import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.lease.Lease;
import dev.drover.message.Message;
import dev.drover.plan.Planners;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import dev.drover.task.Event;
import dev.drover.task.Ids;
import dev.drover.task.Journal;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import dev.drover.wiring.gate.Audit;
import dev.drover.wiring.work.Replica;
import dev.drover.wiring.work.Traced;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** The bean {@code tasks}: opens tasks and continues them. Safe for any number of threads. */
public final class Tasks {
    private final TaskStore store;
    private final Journal journal;
    private final Planners planners;
    private final Audit audit;
    private final Duration deadline;
    private final int messages;
    private final Clock clock;
    private final Lease lease;

    /**
     * @param messages how many a task holds, questions included
     */
    Tasks(Replica replica, Audit audit, Duration deadline, int messages) {
        this.messages = messages;
        this.audit = audit;
        this.store = replica.tasks();
        this.journal = replica.journal();
        this.planners = replica.planners();
        this.deadline = deadline;
        this.clock = replica.clock();
        this.lease = replica.lease();
    }

    /** What this message is: {@code follow-up} of a task, {@code repeat} of a request, or {@code new}. */
    public String kind(Exchange exchange) {
        Claim claim = exchange.getVariable("claim", Claim.class);
        Message message = message(exchange);
        if (claim != null && !claim.first() && accepted(claim.taskId(), message)) {
            return "repeat";
        }
        return message.taskId() == null ? "new" : "follow-up";
    }

    /** Whether the request that claimed this task got as far as the journal. */
    private boolean accepted(String taskId, Message message) {
        return store.find(Scope.all(), taskId)
                .map(task -> message.taskId() == null
                        || task.history().stream().anyMatch(known -> known.id().equals(message.id())))
                .orElse(false);
    }

    /** Opens a task for a new message; whoever loses the race for a claimed id joins the winner's task. */
    public void open(Exchange exchange) {
        lease.require();
        Message message = message(exchange);
        Claim claim = exchange.getVariable("claim", Claim.class);
        String taskId = claim == null ? Ids.next() : claim.taskId();
        boolean fresh = message.contextId() == null;
        String contextId = message.contextId() == null ? Ids.next() : message.contextId();
        Instant now = clock.instant();
        Message inTask = message.in(contextId, taskId);
        Event opened = new Event.Opened(now, caller(exchange), contextId, inTask, now.plus(bound(exchange)));
        Event taken = new Event.Taken(now, lease.replica(), 1);
        // 0009: who has to be asked for a plan is asked when the message cannot be lost any more
        List<Event> events = new ArrayList<>(
                planners.isLocal(inTask)
                        ? List.of(
                                opened,
                                new Event.Planned(
                                        now,
                                        planners.plan(inTask, caller(exchange).reach()::includes)),
                                taken)
                        : List.of(opened, taken));
        events.addAll(Traced.birth(exchange, now));
        Task task = journal.open(taskId, events);
        if (task == null) {
            repeat(exchange);
            return;
        }
        exchange.setVariable("fresh", fresh);
        leave(exchange, task, true);
    }

    /** Joins the task that the first request with the same key has opened. */
    public void repeat(Exchange exchange) {
        String taskId = exchange.getVariable("claim", Claim.class).taskId();
        Task task = store.find(Scope.changeableBy(caller(exchange)), taskId)
                .orElseThrow(() -> Refusal.taskNotFound(taskId));
        leave(exchange, task, false);
    }

    /** Adds the message to a task that waits for it. */
    public void followUp(Exchange exchange) {
        lease.require();
        Message message = message(exchange);
        String taskId = String.valueOf(message.taskId());
        Caller caller = caller(exchange);
        Task known = audit.changeable(taskId, caller, "send");
        Task task = journal.change(known.id(), now -> added(now, message, exchange));
        leave(exchange, task, true);
    }

    private List<Event> added(Task task, Message message, Exchange exchange) {
        if (message.contextId() != null && !message.contextId().equals(task.contextId())) {
            throw Refusal.invalid(new Violation("message.contextId", "the task belongs to another context"));
        }
        if (!task.state().interrupted()) {
            String why = task.state().terminal() ? "has ended" : "is still working; only a waiting task takes messages";
            throw Refusal.of(
                    Reason.UNSUPPORTED_OPERATION, "the task " + task.id() + " " + why, Map.of("taskId", task.id()));
        }
        if (task.history().size() >= messages) {
            throw Refusal.of(
                    Reason.UNSUPPORTED_OPERATION,
                    "the task " + task.id() + " holds " + messages
                            + " messages, and takes no more; begin another one in its context",
                    Map.of("taskId", task.id()));
        }
        Instant now = clock.instant();
        long epoch = task.taken() == null ? 1 : task.taken().epoch() + 1;
        return List.of(
                audit.allowed("send", caller(exchange), task),
                new Event.Taken(now, lease.replica(), epoch),
                new Event.MessageAdded(now, message.in(task.contextId(), task.id()), now.plus(bound(exchange))));
    }

    private Duration bound(Exchange exchange) {
        Entry entry = exchange.getVariable("entry", Entry.class);
        Duration asked = entry.deadline();
        return asked == null || asked.compareTo(deadline) > 0 ? deadline : asked;
    }

    private static void leave(Exchange exchange, Task task, boolean opened) {
        exchange.setVariable("task", task);
        exchange.setVariable("taskId", task.id());
        exchange.setVariable("opened", opened);
    }

    private static Message message(Exchange exchange) {
        return Action.spoken(exchange.getMessage().getBody(Message.class));
    }

    private static Caller caller(Exchange exchange) {
        return exchange.getVariable("caller", Caller.class);
    }
}
