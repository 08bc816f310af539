package dev.drover.wiring.gate;

import dev.drover.identity.Caller;
import dev.drover.identity.Remembered;
import dev.drover.identity.Scope;
import dev.drover.refusal.Refusal;
import dev.drover.task.Event;
import dev.drover.task.Journal;
import dev.drover.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Decides who may have a task, and has the task's journal say so: every act on it, every look of somebody else, and
 * every refusal. An owner's own looks are not noted, and what repeats within a minute is noted once. Safe for any number
 * of threads.
 */
public final class Audit {
    private static final Duration ONCE_IN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Journal journal;
    private final Clock clock;
    private final Remembered<Boolean> noted;

    public Audit(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        this.noted = new Remembered<>(REMEMBERED, clock);
    }

    /** The task, if the caller may read it; to anybody else it does not exist. */
    public Task readable(String taskId, Caller caller, String operation) {
        Task task = visible(taskId, caller, operation, Scope.readableBy(caller));
        if (!caller.equals(task.owner())) {
            noteOnce(allowed(operation, caller, task), task.id());
        }
        return task;
    }

    /** The task, if the caller may act on it; to anybody else it does not exist. */
    public Task changeable(String taskId, Caller caller, String operation) {
        return visible(taskId, caller, operation, Scope.changeableBy(caller));
    }

    private Task visible(String taskId, Caller caller, String operation, Scope scope) {
        Task task = journal.find(Scope.all(), taskId).orElseThrow(() -> Refusal.taskNotFound(taskId));
        if (!scope.sees(task.owner())) {
            noteOnce(note("refused " + operation + " to " + caller + ": it is not the owner"), taskId);
            throw Refusal.taskNotFound(taskId);
        }
        return task;
    }

    /** What the journal says of an act, to be appended together with it. */
    public Event.Note allowed(String operation, Caller caller, Task task) {
        String why = caller.equals(task.owner()) ? "owner" : caller.actsOnAll() ? "operator" : "viewer";
        return note("allowed " + operation + " to " + caller + ": " + why);
    }

    /** Notes that an operation on the task was refused before it came to the task; a task that is none is nobody's. */
    void refused(String operation, Caller caller, String taskId, String why) {
        try {
            noteOnce(note("refused " + operation + " to " + caller + ": " + why), taskId);
        } catch (Refusal gone) {
            // there is no such task
        }
    }

    private Event.Note note(String text) {
        return new Event.Note(clock.instant(), text);
    }

    private void noteOnce(Event.Note note, String taskId) {
        String key = taskId + " " + note.text();
        if (noted.find(key) == null) {
            noted.keep(key, true, note.at().plus(ONCE_IN));
            journal.change(taskId, task -> List.of(note));
        }
    }
}
