package dev.drover.wiring.work;

import dev.drover.task.Task;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tasks that this replica works on now, each by one run of the work route. Safe for any number of threads. */
public final class Running {
    private final ConcurrentHashMap<String, Assignment> byTask = new ConcurrentHashMap<>();

    /** False if the task is being worked on already. */
    public boolean begin(Assignment assignment) {
        return byTask.putIfAbsent(assignment.task().id(), assignment) == null;
    }

    void end(Assignment assignment) {
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

    public int size() {
        return byTask.size();
    }
}
