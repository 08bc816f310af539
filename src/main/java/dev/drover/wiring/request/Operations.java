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
    private final Clock clock;

    Operations(Replica replica) {
        this.store = replica.tasks();
        this.journal = replica.journal();
        this.running = replica.running();
        this.clock = replica.clock();
    }

    public Task get(Call.GetTask call, Caller caller) {
        return visible(call.id(), caller);
    }

    public Page list(Call.ListTasks call, Caller caller) {
        return store.list(Scope.of(caller), call.query());
    }

    /** Ends the task as canceled and interrupts what runs for it here. */
    public Task cancel(Call.CancelTask call, Caller caller) {
        visible(call.id(), caller);
        Task task = journal.change(call.id(), this::canceled);
        running.interrupt(task);
        return task;
    }

    private List<Event> canceled(Task task) {
        if (task.state().terminal()) {
            throw Refusal.of(
                    Reason.TASK_NOT_CANCELABLE, "the task " + task.id() + " has ended", Map.of("taskId", task.id()));
        }
        Message said = Message.of(Ids.next(), Role.AGENT, List.of(Part.text("canceled by the caller")))
                .in(task.contextId(), task.id());
        return List.of(new Event.Ended(clock.instant(), TaskState.CANCELED, said, Map.of()));
    }

    /** The task to subscribe to; one that has ended takes only readers who resume. */
    public Task subscribe(Call.Subscribe call, Caller caller) {
        Task task = visible(call.id(), caller);
        if (task.state().terminal() && call.lastEventId() == null) {
            throw Refusal.of(
                    Reason.UNSUPPORTED_OPERATION, "the task " + task.id() + " has ended", Map.of("taskId", task.id()));
        }
        return task;
    }

    private Task visible(String taskId, Caller caller) {
        return journal.find(Scope.of(caller), taskId).orElseThrow(() -> Refusal.taskNotFound(taskId));
    }
}
