package dev.drover.deadletter;

import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.message.Message;
import dev.drover.plan.Plan;
import dev.drover.refusal.Refusal;
import dev.drover.task.Cursor;
import dev.drover.task.Event;
import dev.drover.task.Journal;
import dev.drover.task.Page;
import dev.drover.task.Produced;
import dev.drover.task.Query;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters, a query over the journal. A note settles one: it is discarded, or run again as another task; the
 * journal keeps the task itself. Safe for any number of threads.
 */
public final class DeadLetters {
    private static final String SETTLED = "dead letter ";

    /** How far behind a task's end its settling note may be, behind notes of who looked at it. */
    private static final int NOTES = 256;

    private static final Comparator<Task> LATEST_FIRST = Comparator.comparing(
                    (Task task) -> task.status().at())
            .thenComparing(Task::id)
            .reversed();

    private final TaskStore store;
    private final Journal journal;
    private final Duration deadline;
    private final Clock clock;

    /**
     * @param deadline for the work of a task that is run again
     */
    public DeadLetters(TaskStore store, Journal journal, Duration deadline, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * Some of them, the latest first.
     *
     * @param next where the next page begins; absent on the last one
     */
    public record Some(List<DeadLetter> letters, @Nullable Cursor next) {
        public Some {
            letters = List.copyOf(letters);
        }
    }

    /**
     * A page of dead letters.
     *
     * @param limit at least 1; a page may hold fewer though there are more
     */
    public Some list(int limit, @Nullable Cursor after) {
        Page failed = page(TaskState.FAILED, limit, after);
        Page rejected = page(TaskState.REJECTED, limit, after);
        List<Task> found = Stream.concat(failed.tasks().stream(), rejected.tasks().stream())
                .sorted(LATEST_FIRST)
                .toList();
        List<Task> page = found.subList(0, Math.min(limit, found.size()));
        boolean more = found.size() > limit || failed.next() != null || rejected.next() != null;
        Cursor next = more && !page.isEmpty()
                ? new Cursor(page.getLast().status().at(), page.getLast().id())
                : null;
        return new Some(page.stream().filter(this::isOne).map(this::letter).toList(), next);
    }

    private Page page(TaskState state, int limit, @Nullable Cursor after) {
        return store.list(Scope.all(), new Query(null, state, null, limit, after));
    }

    public DeadLetter find(String id) {
        return letter(task(id));
    }

    private DeadLetter letter(Task task) {
        return Letter.in(task)
                .map(letter -> DeadLetter.of(
                        task, letter, store.find(Scope.all(), letter.of()).orElse(null)))
                .orElseGet(() -> DeadLetter.of(task));
    }

    /** Takes it off the list, with the operator's reason. */
    public void discard(String id, Caller by, String note) {
        task(id);
        settle(id, "discarded by " + by + ": " + note);
    }

    /** What is to be done for a dead letter that is run again. */
    public sealed interface Again {
        /** Somebody has to work on this task, which is open now. */
        record Work(String taskId) implements Again {}

        /** The reply of this task is to be owed again, with what was kept of it; then the letter is to be {@link #settled}. */
        record Send(String taskId, Map<String, String> details) implements Again {}
    }

    /**
     * Has it done again. What failed becomes a task that does the same: steps with a good reply keep it, the others are
     * called anew.
     */
    public Again runAgain(String id, Caller by) {
        Task task = task(id);
        Letter letter = Letter.in(task).orElse(null);
        if (letter != null && letter.kind() == Letter.Kind.REPLY) {
            return new Again.Send(letter.of(), letter.details());
        }
        Task about = letter == null
                ? task
                : store.find(Scope.all(), letter.of()).orElseThrow(() -> Refusal.taskNotFound(letter.of()));
        // Made from the old id, so that a run that was begun twice is one.
        String again = id + ".again";
        journal.open(again, opening(about, again));
        settled(id, by, "as " + again);
        return new Again.Work(again);
    }

    /** It was run again. */
    public void settled(String id, Caller by, String how) {
        settle(id, "run again by " + by + " " + how);
    }

    private List<Event> opening(Task task, String again) {
        Instant now = clock.instant();
        Message request = task.request();
        List<String> references = Stream.concat(request.referenceTaskIds().stream(), Stream.of(task.id()))
                .toList();
        Message message = new Message(
                request.id(),
                request.role(),
                request.parts(),
                task.contextId(),
                again,
                request.metadata(),
                request.extensions(),
                references);
        List<Event> events = new ArrayList<>();
        events.add(new Event.Opened(now, task.owner(), task.contextId(), message, now.plus(deadline)));
        Plan plan = task.plan();
        if (plan != null) {
            events.add(new Event.Planned(now, plan));
            plan.steps().forEach(step -> {
                if (task.replies().get(step.id()) instanceof Reply.Answered good) {
                    task.artifacts().stream()
                            .filter(produced -> produced.step().equals(step.id()))
                            .map(Produced::artifact)
                            .forEach(artifact ->
                                    events.add(new Event.ArtifactAdded(now, step.id(), artifact, false, true)));
                    events.add(new Event.Replied(now, step.id(), good));
                }
            });
        }
        return events;
    }

    private void settle(String taskId, String how) {
        journal.change(taskId, task -> List.of(new Event.Note(clock.instant(), SETTLED + how)));
    }

    private Task task(String taskId) {
        return store.find(Scope.all(), taskId).filter(this::isOne).orElseThrow(() -> Refusal.taskNotFound(taskId));
    }

    /** A rejection after a plan is an agent's answer; one without a plan is a message that was no request, or a letter. */
    private boolean isOne(Task task) {
        boolean dead = task.state() == TaskState.FAILED || (task.state() == TaskState.REJECTED && task.plan() == null);
        return dead && !isSettled(store, task);
    }

    static boolean isSettled(TaskStore store, Task task) {
        return store.events(task.id(), Math.max(0, task.sequence() - NOTES), NOTES).stream()
                .anyMatch(recorded -> recorded.event() instanceof Event.Note note
                        && note.text().startsWith(SETTLED));
    }
}
