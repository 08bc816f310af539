package dev.drover.wiring.work;

import dev.drover.message.Message;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** What agents that hold a conversation write into their task, and find there again. Safe for any number of threads. */
public final class Turns {
    private static final int BATCH = 256;

    private final TaskStore store;
    private final WorkJournal writes;
    private final Running running;
    private final Histories histories;

    Turns(TaskStore store, WorkJournal writes, Running running, Histories histories) {
        this.store = store;
        this.writes = writes;
        this.running = running;
        this.histories = histories;
    }

    /** The task's work on this replica, for an agent that calls another one. */
    public Assignment assignment(Exchange exchange) {
        Assignment assignment = running.find(exchange.getVariable("taskId", String.class));
        if (assignment == null) {
            throw new IllegalStateException("the task is not worked on any more");
        }
        return assignment;
    }

    /** The task, as far as this replica knows. */
    public Task task(Exchange exchange) {
        return assignment(exchange).task();
    }

    /** What was said in the task's context before. */
    public List<Message> history(Exchange exchange) {
        return histories.before(assignment(exchange));
    }

    /** Appends the event, unless the task is no longer to be written to. */
    public void write(Exchange exchange, Event event) {
        Assignment assignment = assignment(exchange);
        writes.change(assignment, List.of(event), now -> List.of(event));
    }

    /** What happened in this task since its caller spoke last. */
    public List<Event> ofRound(Exchange exchange) {
        Task task = assignment(exchange).task();
        List<Event> round = new ArrayList<>();
        long after = 0;
        for (List<Recorded> batch = store.events(task.id(), after, BATCH);
                !batch.isEmpty();
                batch = store.events(task.id(), after, BATCH)) {
            for (Recorded recorded : batch) {
                if (recorded.event() instanceof Event.MessageAdded) {
                    round.clear();
                }
                round.add(recorded.event());
                after = recorded.sequence();
            }
        }
        return round;
    }

    /** The id of the step of variable {@code call}, which is task/step/round. */
    public static String stepOf(Exchange exchange) {
        return exchange.getVariable("call", String.class).split("/")[1];
    }
}
