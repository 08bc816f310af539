package dev.drover.wiring.work;

import dev.drover.answer.Form;
import dev.drover.task.Event;
import dev.drover.task.Task;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A task that this replica works on: what is known of it, what is not written yet, and the calls in flight.
 *
 * <p>Threads: the task and the unwritten events belong to the thread of the work route; calls come and go on any thread.
 */
final class Assignment {
    private final Form form;
    private final boolean firstOfContext;
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private volatile Task task;
    private volatile boolean over;
    private List<Event> unwritten = List.of();

    Assignment(Task task, Form form, boolean firstOfContext) {
        this.task = task;
        this.form = form;
        this.firstOfContext = firstOfContext;
    }

    Task task() {
        return task;
    }

    void task(Task now) {
        task = now;
    }

    Form form() {
        return form;
    }

    /** Whether the context began with this task, so that there is no history to look for. */
    boolean firstOfContext() {
        return firstOfContext;
    }

    /** Events that the next write of the work route takes along. */
    List<Event> unwritten() {
        return unwritten;
    }

    void unwritten(List<Event> events) {
        unwritten = List.copyOf(events);
    }

    /** Whether no further call is wanted. */
    boolean over() {
        return over;
    }

    void begin(Attempt attempt) {
        attempts.add(attempt);
        if (over) {
            attempt.cancel();
        }
    }

    void end(Attempt attempt) {
        attempts.remove(attempt);
    }

    /** Interrupts every call in flight, and those that would still begin. */
    void cancelCalls() {
        over = true;
        attempts.forEach(Attempt::cancel);
    }
}
