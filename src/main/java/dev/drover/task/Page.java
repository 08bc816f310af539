package dev.drover.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the tasks that match a query.
 *
 * @param next where the next page begins; absent on the last one
 * @param total how many match in all, over all pages; counted up to {@link Query#COUNTED}
 */
public record Page(List<Task> tasks, @Nullable Cursor next, int total) {
    public Page {
        tasks = List.copyOf(tasks);
    }
}
