package dev.drover.wiring.work;

import dev.drover.answer.Form;
import dev.drover.task.Event;
import dev.drover.task.Subscription;
import dev.drover.task.Taken;
import dev.drover.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A task that this replica works on: what is known of it, what is not written yet, and the calls in flight.
 *
 * <p>Threads: the task and the unwritten events belong to the thread of the work route; calls come and go on any thread.
 */
public final class Assignment {
    private final Form form;
    private final boolean firstOfContext;
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private volatile Task task;
    private final @Nullable Taken taken;
    private volatile boolean over;
    private volatile boolean lost;
    private List<Event> unwritten = List.of();
    private final Map<String, Chunks> shown = new ConcurrentHashMap<>();
    private @Nullable Subscription follow;

    Assignment(Task task, Form form, boolean firstOfContext) {
        this.task = task;
        this.taken = task.taken();
        this.form = form;
        this.firstOfContext = firstOfContext;
    }

    Task task() {
        return task;
    }

    /** Takes the task as it is now, unless something later is known: branches of a wave come with it in any order. */
    synchronized void task(Task now) {
        if (now.sequence() >= task.sequence()) {
            task = now;
        }
    }

    /** The how-manieth taking of the task this is; a later one makes it void. */
    long epoch() {
        return taken == null ? 0 : taken.epoch();
    }

    /** Whether the task, as it is now, is still to be worked on by this assignment. */
    boolean owns(Task now) {
        return !lost && !now.state().atRest() && Objects.equals(taken, now.taken());
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

    /** Wants calls again, after those of a wave that was whole without them; a task that was lost wants none. */
    void wantCalls() {
        over = lost;
    }

    /** Where what this step shows goes. */
    Chunks shown(String step, Consumer<List<Event>> journal) {
        return shown.computeIfAbsent(step, id -> new Chunks(journal));
    }

    /** Has all that a step has shown written, before its reply is. */
    void shownUntilReply(String step) {
        Chunks chunks = shown.get(step);
        if (chunks != null) {
            chunks.flush();
        }
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

    /** What is to be closed when it ends. */
    void followedBy(Subscription subscription) {
        follow = subscription;
    }

    void close() {
        if (follow != null) {
            follow.close();
        }
    }

    /** Ends it without a word: what its calls still reply is not written. */
    void lose() {
        lost = true;
        cancelCalls();
    }

    boolean isLost() {
        return lost;
    }

    /** Interrupts every call in flight, and those that would still begin. */
    void cancelCalls() {
        over = true;
        attempts.forEach(Attempt::cancel);
    }
}
