package dev.drover.deadletter;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Scope;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Ids;
import dev.drover.task.Journal;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps what could not be done beside a task as dead letters. What is kept twice, because a replica died in between, is one.
 * Safe for any number of threads.
 */
public final class LostWork {
    /** Who owns these letters: nobody who calls has this name. */
    private static final Caller NOBODY = new Caller("dead letters", Set.of(), Reach.EVERYTHING);

    private static final Set<Missing> LOST =
            EnumSet.of(Missing.FAILED, Missing.TIMED_OUT, Missing.BREAKER_OPEN, Missing.OVER_LIMIT);

    private final TaskStore store;
    private final Journal journal;
    private final Clock clock;

    public LostWork(TaskStore store, Journal journal, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /** Whether an agent of the task could not be called; then {@link #calls} may have something to keep. */
    public static boolean isSome(Task task) {
        return task.replies().values().stream().anyMatch(LostWork::isLost);
    }

    private static boolean isLost(Reply reply) {
        return reply instanceof Reply.Unavailable unavailable && LOST.contains(unavailable.missing());
    }

    /** Keeps the calls that are missing in the answer of a task that is, or is about to be, completed without them. */
    public void calls(Task ended) {
        if (ended.state() != TaskState.COMPLETED || !isPartial(ended)) {
            return;
        }
        List<Step> lost = ended.steps().stream()
                .filter(step -> ended.replies().get(step.id()) instanceof Reply reply && isLost(reply))
                .toList();
        if (!lost.isEmpty()) {
            String names = lost.stream().map(Step::agent).distinct().collect(Collectors.joining(", "));
            keep(new Letter(Letter.Kind.CALL, ended.id(), "the answer was given without " + names, 1, Map.of()));
        }
    }

    private static boolean isPartial(Task task) {
        return task.metadata().get("drover") instanceof Map<?, ?> drover && Boolean.TRUE.equals(drover.get("partial"));
    }

    /**
     * Keeps a reply that its queue does not take.
     *
     * @param details what is needed to owe it again
     */
    public void reply(String taskId, String reason, long attempts, Map<String, String> details) {
        keep(new Letter(Letter.Kind.REPLY, taskId, reason, attempts, details));
    }

    private void keep(Letter letter) {
        Instant now = clock.instant();
        String contextId = Ids.next();
        boolean kept = false;
        for (int number = 1; !kept; number++) {
            String id = letter.of() + (letter.kind() == Letter.Kind.CALL ? ".calls-" : ".reply-") + number;
            Message about = Message.of(id, Role.USER, List.of(Part.text("dead letter of task " + letter.of())));
            Message said = Message.of(Ids.next(), Role.AGENT, List.of(Part.text(letter.reason())));
            kept = journal.open(
                                    id,
                                    List.of(
                                            new Event.Opened(now, NOBODY, contextId, about.in(contextId, id), now),
                                            new Event.Ended(
                                                    now,
                                                    TaskState.REJECTED,
                                                    said.in(contextId, id),
                                                    letter.metadata())))
                            != null
                    || !isSettled(id);
        }
    }

    /** A letter that waits for an operator is the same letter. */
    private boolean isSettled(String id) {
        return store.find(Scope.all(), id)
                .map(task -> DeadLetters.isSettled(store, task))
                .orElse(true);
    }
}
