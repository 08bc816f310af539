package dev.drover.answer;

import dev.drover.task.Event;
import java.util.List;

/** What ends a task, or parks it until its caller speaks: events to append together, at least one. */
public record Conclusion(List<Event> events) {
    public Conclusion {
        events = List.copyOf(events);
    }

    static Conclusion of(Event... events) {
        return new Conclusion(List.of(events));
    }
}
