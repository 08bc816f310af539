package dev.drover.wiring.request;

import dev.drover.identity.Scope;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** The bean {@code replies}: answers from the journal and never writes to it. Safe for any number of threads. */
public final class Replies {
    private final TaskStore store;
    private final Duration bound;
    private final Supplier<Duration> patience;

    /** With {@code patience}, a further bound, which may come nearer while somebody waits. */
    Replies(TaskStore store, Duration bound, Supplier<Duration> patience) {
        this.store = store;
        this.bound = bound;
        this.patience = patience;
    }

    /** The task as it is now. */
    public void now(Exchange exchange) {
        exchange.getMessage().setBody(current(exchange));
    }

    /** The task when it is at rest, or as it is when the wait is over. */
    public void end(Exchange exchange) throws InterruptedException {
        String taskId = exchange.getVariable("taskId", String.class);
        try (Changes changes = new Changes(store, taskId)) {
            long began = System.nanoTime();
            Task task = current(exchange);
            for (long left = left(began); !task.state().atRest() && left > 0; left = left(began)) {
                changes.await(Duration.ofNanos(left));
                task = current(exchange);
            }
            exchange.getMessage().setBody(task);
        }
    }

    /** The nanoseconds for which a wait that has begun then may go on; {@link Changes} comes back once a second at least. */
    private long left(long began) {
        return Math.min(
                bound.toNanos() - (System.nanoTime() - began), patience.get().toNanos());
    }

    /** Every event of the task, from the task as it was accepted until it is at rest. */
    public void stream(Exchange exchange) {
        exchange.getMessage()
                .setBody(new TaskStream(store, exchange.getVariable("task", Task.class), null, TaskStream.End.AT_REST));
    }

    /** Every event of the task until it ends; after {@code Last-Event-ID} where the reader gives one. */
    public void subscribe(Exchange exchange) {
        Task task = exchange.getVariable("task", Task.class);
        Long resume = exchange.getVariable("lastEventId", Long.class);
        exchange.getMessage().setBody(new TaskStream(store, task, resume, TaskStream.End.TERMINAL));
    }

    private Task current(Exchange exchange) {
        String taskId = exchange.getVariable("taskId", String.class);
        return store.find(Scope.all(), taskId).orElseThrow(() -> dev.drover.refusal.Refusal.taskNotFound(taskId));
    }
}
