package dev.drover.wiring.work;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Event;
import dev.drover.task.Journal;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.task.TaskCodec;
import dev.drover.task.TaskStore;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The journal as the work on a task writes to it: only while the task is this replica's, and patiently. An assignment
 * whose task has been taken over, removed or ended is over. Safe for any number of threads.
 */
final class WorkJournal {
    private final TaskStore store;
    private final Journal journal;
    private final Patience patience;
    private final TaskCodec codec;

    WorkJournal(TaskStore store, Journal journal, Patience patience, TaskCodec codec) {
        this.store = store;
        this.journal = journal;
        this.patience = patience;
        this.codec = codec;
    }

    /**
     * The task with the events that {@code decide} wants for it, or as it is when it is not to be written to.
     *
     * @param kept what would be lost if the work did not wait for a store that is away
     */
    Task change(Assignment assignment, List<Event> kept, Function<Task, List<Event>> decide) {
        Attempted attempted = new Attempted(assignment, decide);
        try {
            Task now = patience.insist(
                    () -> weight(kept), () -> journal.change(assignment.task().id(), attempted));
            assignment.task(now);
            if (!assignment.owns(now)) {
                assignment.cancelCalls();
            }
        } catch (Refusal removed) {
            if (removed.reason() != Reason.TASK_NOT_FOUND) {
                throw removed;
            }
            assignment.lose();
        } catch (StoreUnavailable away) {
            assignment.lose(); // what could not be kept is not known any more, so nobody goes on as if it were
            throw away;
        }
        return assignment.task();
    }

    private int weight(List<Event> events) {
        return events.stream().mapToInt(event -> codec.encode(event).length).sum();
    }

    /** One decision; when an append broke and nobody knows whether it was committed, it looks before it decides again. */
    private final class Attempted implements Function<Task, List<Event>> {
        private final Assignment assignment;
        private final Function<Task, List<Event>> decide;
        private List<Event> events = List.of();
        private long behind;

        Attempted(Assignment assignment, Function<Task, List<Event>> decide) {
            this.assignment = assignment;
            this.decide = decide;
        }

        @Override
        public List<Event> apply(Task now) {
            if (!events.isEmpty() && now.sequence() > behind && committed(now.id())) {
                return List.of();
            }
            events = assignment.owns(now) ? decide.apply(now) : List.of();
            behind = now.sequence();
            return events;
        }

        private boolean committed(String taskId) throws StoreUnavailable {
            List<Recorded> there = store.events(taskId, behind, events.size());
            for (int i = 0; i < events.size(); i++) {
                if (i >= there.size()
                        || !Arrays.equals(codec.encode(there.get(i).event()), codec.encode(events.get(i)))) {
                    return false;
                }
            }
            return true;
        }
    }
}
