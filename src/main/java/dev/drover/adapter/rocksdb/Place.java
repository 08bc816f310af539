package dev.drover.adapter.rocksdb;

import dev.drover.identity.Caller;
import dev.drover.task.Cursor;
import dev.drover.task.Query;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.time.Instant;
import java.util.Comparator;

/** Where a task stands in listings, and what their filters ask for. */
record Place(String taskId, Caller owner, String contextId, TaskState state, Instant at, boolean listed) {
    static final Comparator<Cursor> ORDER =
            Comparator.comparing(Cursor::at).thenComparing(Cursor::taskId).reversed();

    static Place of(Task task) {
        return new Place(
                task.id(),
                task.owner(),
                task.contextId(),
                task.state(),
                task.status().at(),
                task.listed());
    }

    boolean matches(Query query) {
        return listed
                && (query.contextId() == null || query.contextId().equals(contextId))
                && (query.state() == null || query.state() == state)
                && (query.since() == null || !at.isBefore(query.since()));
    }

    Cursor cursor() {
        return new Cursor(at, taskId);
    }
}
