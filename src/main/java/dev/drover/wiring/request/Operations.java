package dev.drover.wiring.request;

import dev.drover.a2a.Call;
import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.task.Event;
import dev.drover.task.Ids;
import dev.drover.task.Journal;
import dev.drover.task.Page;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import dev.drover.wiring.gate.Audit;
import dev.drover.wiring.work.Replica;
import dev.drover.wiring.work.Running;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The bean {@code operations}: what callers do with tasks that exist. Safe for any number of threads. */
public final class Operations {
    private final TaskStore store;
    private final Journal journal;
    private final Running running;
    private final Audit audit;
    private final Clock clock;

    Operations(Replica replica, Audit audit) {
        this.audit = audit;
        this.store = replica.tasks();
        this.journal = replica.journal();
        this.running = replica.running();
        this.clock = replica.clock();
    }

    public Task get(Call.GetTask call, Caller caller) {
        return audit.readable(call.id(), caller, "get");
    }

    public Page list(Call.ListTasks call, Caller caller) {
        return store.list(Scope.readableBy(caller), call.query());
    }

    /** Ends the task as canceled and interrupts what runs for it here. */
    public Task cancel(Call.CancelTask call, Caller caller) {
        audit.changeable(call.id(), caller, "cancel");
        Task task = journal.change(call.id(), now -> canceled(now, caller));
        running.interrupt(task);
        return task;
    }

    private List<Event> canceled(Task task, Caller caller) {
        if (task.state().terminal()) {
            throw Refusal.of(
                    Reason.TASK_NOT_CANCELABLE, "the task " + task.id() + " has ended", Map.of("taskId", task.id()));
        }
        Message said = Message.of(
                        Ids.next(),
                        Role.AGENT,
                        List.of(Part.text(
                                caller.equals(task.owner()) ? "canceled by the caller" : "canceled by an operator")))
                .in(task.contextId(), task.id());
        return List.of(
                audit.allowed("cancel", caller, task),
                new Event.Ended(clock.instant(), TaskState.CANCELED, said, Map.of()));
    }

    /** The task to subscribe to; one that has ended takes only readers who resume. */
    public Task subscribe(Call.Subscribe call, Caller caller) {
        Task task = audit.readable(call.id(), caller, "subscribe");
        if (task.state().terminal() && call.lastEventId() == null) {
            throw Refusal.of(
                    Reason.UNSUPPORTED_OPERATION, "the task " + task.id() + " has ended", Map.of("taskId", task.id()));
        }
        return task;
    }
}
