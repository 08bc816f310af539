package dev.drover.task;

import dev.drover.identity.Scope;
import dev.drover.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Appends decisions to tasks: whoever loses against a faster writer decides again on what the task has become.
 *
 * <p>Threads: any number. Writers to one task on this replica queue on a lock, so that branches of one fan-out do not
 * outrun each other; writers on other replicas are met by the sequence number.
 */
public final class Journal {
    private final TaskStore store;
    private final Consumer<Change> committed;
    private final List<Lock> locks =
            IntStream.range(0, 256).<Lock>mapToObj(i -> new ReentrantLock()).toList();

    public Journal(TaskStore store) {
        this(store, change -> {});
    }

    /** Tells {@code committed} of each change after its commit, on the thread that made it; it must not block. */
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
        Lock lock = locks.get(Math.floorMod(taskId.hashCode(), locks.size()));
        lock.lock();
        try {
            while (true) {
                Task task = store.find(Scope.all(), taskId).orElseThrow(() -> Refusal.taskNotFound(taskId));
                List<Event> events = decide.apply(task);
                if (events.isEmpty()) {
                    return task;
                }
                Change change = Change.of(task, events);
                if (append(change)) {
                    return change.after();
                }
            }
        } finally {
            lock.unlock();
        }
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
}
