package dev.drover.task;

import dev.drover.identity.Scope;
import dev.drover.refusal.Refusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Appends decisions to tasks: whoever loses against a faster writer decides again on what the task has become.
 *
 * <p>Threads: any number. Writers to one task on this replica take turns, and what comes while one of them writes is written
 * together by the next, so that the branches of a fan-out neither outrun each other nor wait for a commit each. Writers on
 * other replicas are met by the sequence number.
 */
public final class Journal {
    /** So many decisions at most make one commit: stores bound what a commit may hold. */
    private static final int TOGETHER = 16;

    private final TaskStore store;
    private final Consumer<Change> committed;
    private final List<Turns> turns =
            IntStream.range(0, 256).mapToObj(i -> new Turns()).toList();

    public Journal(TaskStore store) {
        this(store, change -> {});
    }

    /** Tells {@code committed} of each change after its commit, on a thread that made some of it; it must not block. */
    public Journal(TaskStore store, Consumer<Change> committed) {
        this.store = store;
        this.committed = committed;
    }

    /** The new task, or null if there is one with this id already. */
    public @Nullable Task open(String taskId, List<Event> events) {
        Change change = Change.open(taskId, events);
        return append(change) ? change.after() : null;
    }

    /** The task with the events that {@code decide} wants for it; no events leave it as it is. */
    public Task change(String taskId, Function<Task, List<Event>> decide) {
        Decision decision = new Decision(taskId, decide);
        turns.get(Math.floorMod(taskId.hashCode(), turns.size())).take(decision);
        return decision.result();
    }

    private void write(String taskId, List<Decision> decisions) {
        Change change;
        do {
            change = null;
            Task task = store.find(Scope.all(), taskId).orElseThrow(() -> Refusal.taskNotFound(taskId));
            for (Decision decision : decisions) {
                Change more = decision.on(change == null ? task : change.after());
                if (more != null) {
                    change = change == null ? more : change.and(more);
                }
            }
        } while (change != null && !append(change));
    }

    private boolean append(Change change) {
        boolean done = store.append(change);
        if (done) {
            committed.accept(change);
        }
        return done;
    }

    /** The task, if the scope sees it and it shows in get and list. */
    public Optional<Task> find(Scope scope, String taskId) {
        return store.find(scope, taskId).filter(Task::listed);
    }

    /** Those who write to some of the tasks: one at a time, for itself and for others who wait with the same task. */
    private final class Turns {
        private final Lock lock = new ReentrantLock();
        private final Queue<Decision> waiting = new ConcurrentLinkedQueue<>();

        void take(Decision mine) {
            if (!lock.tryLock()) {
                waiting.add(mine);
                lock.lock();
            }
            try {
                if (mine.isOpen()) {
                    write(mine);
                }
            } finally {
                lock.unlock();
            }
        }

        private void write(Decision mine) {
            waiting.remove(mine);
            List<Decision> together = new ArrayList<>(List.of(mine));
            for (Iterator<Decision> others = waiting.iterator(); others.hasNext() && together.size() < TOGETHER; ) {
                Decision other = others.next();
                if (other.taskId.equals(mine.taskId)) {
                    others.remove();
                    together.add(other);
                }
            }
            try {
                Journal.this.write(mine.taskId, together);
            } catch (RuntimeException | Error e) {
                together.forEach(
                        Decision::reopen); // the others try for themselves: it may be this thread that is interrupted
                mine.fail(e);
            }
        }
    }

    /** What somebody wants to write to a task. Made by its own thread, and decided on whichever has the lock. */
    private static final class Decision {
        private final String taskId;
        private final Function<Task, List<Event>> decide;
        private @Nullable Task after;
        private @Nullable Throwable failure;

        Decision(String taskId, Function<Task, List<Event>> decide) {
            this.taskId = taskId;
            this.decide = decide;
        }

        boolean isOpen() {
            return after == null && failure == null;
        }

        /** Null for no events; what it throws is for its own thread only. */
        @Nullable
        Change on(Task task) {
            failure = null;
            after = task;
            try {
                List<Event> events = decide.apply(task);
                if (events.isEmpty()) {
                    return null;
                }
                Change change = Change.of(task, events);
                after = change.after();
                return change;
            } catch (RuntimeException | Error e) {
                failure = e;
                return null;
            }
        }

        void reopen() {
            after = null;
            failure = null;
        }

        void fail(Throwable cause) {
            failure = cause;
        }

        Task result() {
            switch (failure) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {}
            }
            return Objects.requireNonNull(after);
        }
    }
}
