package dev.drover.wiring.work;

import dev.drover.task.Task;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The tasks that this replica works on now, each by one run of the work route. Safe for any number of threads. */
public final class Running {
    private final ConcurrentHashMap<String, Assignment> byTask = new ConcurrentHashMap<>();

    /**
     * False if the task is being worked on already. An assignment of an earlier taking is none any more: its task came to
     * rest and has been continued, or was taken over, before that work has noticed.
     */
    boolean begin(Assignment assignment) {
        return byTask.merge(
                        assignment.task().id(),
                        assignment,
                        (known, mine) -> mine.epoch() > known.epoch() ? mine : known)
                == assignment;
    }

    void end(Assignment assignment) {
        assignment.close();
        byTask.remove(assignment.task().id(), assignment);
    }

    @Nullable
    Assignment find(String taskId) {
        return byTask.get(taskId);
    }

    /** Interrupts the calls of a task that has ended otherwise. */
    public void interrupt(Task ended) {
        Assignment assignment = byTask.get(ended.id());
        if (assignment != null) {
            assignment.cancelCalls();
        }
    }

    List<Assignment> all() {
        return List.copyOf(byTask.values());
    }

    public int size() {
        return byTask.size();
    }

    /** Tells of the work on a task as it is now, also when it has ended, whether it was lost to another replica. */
    public BooleanSupplier lost(String taskId) {
        Assignment assignment = byTask.get(taskId);
        return () -> assignment != null && assignment.isLost();
    }
}
