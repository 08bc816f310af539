package dev.drover.adapter.memory;

import dev.drover.task.Cursor;
import dev.drover.task.Query;
import dev.drover.task.Task;
import java.util.Comparator;

/** What a listing asks of tasks. */
final class Listed {
    static final Comparator<Cursor> ORDER = Listed::compare;

    private Listed() {}

    /** By hand, because an index compares many times for each entry, and made comparators cost several times as much. */
    private static int compare(Cursor one, Cursor other) {
        int later = other.at().compareTo(one.at());
        return later != 0 ? later : other.taskId().compareTo(one.taskId());
    }

    static Cursor place(Task task) {
        return new Cursor(task.status().at(), task.id());
    }

    static boolean matches(Query query, Task task) {
        return task.listed()
                && (query.contextId() == null || query.contextId().equals(task.contextId()))
                && (query.state() == null || query.state() == task.state())
                && (query.since() == null || !task.status().at().isBefore(query.since()));
    }

    static boolean isBehind(Query query, Cursor place) {
        return query.after() == null || ORDER.compare(query.after(), place) < 0;
    }
}
