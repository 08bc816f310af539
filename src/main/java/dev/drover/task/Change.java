package dev.drover.task;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one append does to a task: events that are committed together, and the task before and after them.
 *
 * @param before absent for a new task
 */
public record Change(@Nullable Task before, List<Event> events, Task after) {
    public Change {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a change has at least one event");
        }
    }

    public static Change open(String taskId, List<Event> events) {
        return new Change(null, events, Task.fold(taskId, null, events));
    }

    public static Change of(Task before, List<Event> events) {
        return new Change(before, events, Task.fold(before.id(), before, events));
    }

    /** Both as one; {@code next} begins where this one ends. */
    public Change and(Change next) {
        return new Change(
                before, Stream.concat(events.stream(), next.events.stream()).toList(), next.after);
    }

    public String taskId() {
        return after.id();
    }

    /** The sequence number that the task must still have; 0 for a new task. */
    public long expected() {
        return before == null ? 0 : before.sequence();
    }

    /** Whether index entries change with it: they hold the owner, the context, the state and its time. */
    public boolean movesIndex() {
        return before == null
                || before.state() != after.state()
                || !before.status().at().equals(after.status().at())
                || before.listed() != after.listed();
    }
}
