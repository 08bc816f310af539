package dev.drover.wiring.request;

import dev.drover.http.EventSink;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task's events in the journal's order, each once: from a snapshot on, or after a given event without one.
 *
 * <p>Threads: written by one thread; woken by the store and by the reader's going away.
 */
final class TaskStream {
    /** When a stream ends: subscribers stay through a task's waiting, senders do not. */
    enum End {
        AT_REST,
        TERMINAL;

        boolean reached(TaskState state) {
            return this == AT_REST ? state.atRest() : state.terminal();
        }
    }

    /** How events become frames. */
    interface Frames {
        byte[] task(Task task);

        /** Null for an event that clients do not see. */
        byte @Nullable [] event(Task task, Recorded recorded);
    }

    private static final int BATCH = 256;

    private final TaskStore store;
    private final Task task;
    private final @Nullable Long resume;
    private final End end;

    TaskStream(TaskStore store, Task task, @Nullable Long resume, End end) {
        this.store = store;
        this.task = task;
        this.resume = resume;
        this.end = end;
    }

    void writeTo(EventSink sink, Frames frames) throws InterruptedException {
        try (Changes changes = new Changes(store, task.id())) {
            sink.onClose(changes::tell);
            long sequence = resume == null ? task.sequence() : resume;
            boolean ended = resume == null && end.reached(task.state());
            if (resume == null && !sink.send(Long.toString(sequence), frames.task(task))) {
                return;
            }
            while (!ended && sink.isOpen()) {
                List<Recorded> events = behind(sequence);
                for (Recorded recorded : events) {
                    byte[] frame = frames.event(task, recorded);
                    if (frame != null && !sink.send(Long.toString(recorded.sequence()), frame)) {
                        return;
                    }
                    sequence = recorded.sequence();
                    ended = endedBy(recorded.event());
                }
                if (events.isEmpty()) {
                    if (resume != null && task.state().terminal() && sequence >= task.sequence()) {
                        return;
                    }
                    changes.await();
                }
            }
        }
    }

    /** Nothing where the store is away: the stream waits for it as for any event. */
    private List<Recorded> behind(long sequence) {
        try {
            return store.events(task.id(), sequence, BATCH);
        } catch (StoreUnavailable e) {
            return List.of();
        }
    }

    private boolean endedBy(Event event) {
        return switch (event) {
            case Event.Ended e -> true;
            case Event.AnsweredDirectly e -> true;
            case Event.StateChanged changed -> end.reached(changed.state());
            default -> false;
        };
    }
}
