package dev.drover.wiring.work;

import dev.drover.message.Message;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Exchange;

/** What agents that hold a conversation write into their task, and find there again. Safe for any number of threads. */
public final class Turns {
    private static final int BATCH = 256;

    private final TaskStore store;
    private final WorkJournal writes;
    private final Running running;
    private final Histories histories;
    private final Clock clock;

    Turns(TaskStore store, WorkJournal writes, Running running, Histories histories, Clock clock) {
        this.store = store;
        this.writes = writes;
        this.running = running;
        this.histories = histories;
        this.clock = clock;
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

    /** Runs what may take long; it is interrupted when its time, or that of the call or the task, is up, or the task ends. */
    public void bounded(Exchange exchange, Duration bound, Attempt.Task work) throws Exception {
        Assignment assignment = assignment(exchange);
        Duration left = left(exchange);
        Duration time = left.compareTo(bound) < 0 ? left : bound;
        Attempt attempt = new Attempt(work);
        assignment.begin(attempt);
        try {
            attempt.run(time.isNegative() ? Duration.ZERO : time);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            assignment.end(attempt);
        }
    }

    /** The time that the call, or the task, has left. */
    public Duration left(Exchange exchange) {
        Instant deadline =
                exchange.getVariable("deadline", assignment(exchange).task().deadline(), Instant.class);
        return Duration.between(clock.instant(), deadline);
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
