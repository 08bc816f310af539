package dev.drover.deadletter;

import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.plan.Step;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What could not be done.
 *
 * @param id of the task in the journal that it is
 * @param taskId of the task that it belongs to: for a task that failed and a message that was no request the same
 * @param reason what its sender was told
 * @param attempts how often a replica took it up; 0 for a message that was no request
 * @param by whose it is
 * @param missing the agents without a good reply, which a further run calls
 * @param payload the text of its request, cut, without what looks like a secret
 */
public record DeadLetter(
        String id,
        Kind kind,
        String taskId,
        String contextId,
        String reason,
        long attempts,
        Instant at,
        String by,
        List<String> missing,
        String payload) {
    private static final int SHOWN = 2000;
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(\"?[a-z_-]*(?:password|secret|token|api[_-]?key|authorization|credential)[a-z_-]*\"?\\s*[:=]\\s*)"
                    + "(\"(?:[^\"\\\\]|\\\\.)*\"|(?:bearer\\s+)?[^\\s,;&}]+)");

    public DeadLetter {
        missing = List.copyOf(missing);
    }

    /** What it was. */
    public enum Kind {
        /** A message that is no request. */
        MESSAGE,
        /** A task that failed. */
        TASK,
        /** Calls of agents that are missing in an answer. */
        CALL,
        /** A reply that its queue does not take. */
        REPLY
    }

    /** A task that is one itself. */
    static DeadLetter of(Task task) {
        Kind kind = task.state() == TaskState.REJECTED ? Kind.MESSAGE : Kind.TASK;
        Message said = task.status().message();
        long attempts = task.taken() == null ? 0 : task.taken().epoch();
        return of(task, kind, task, said == null ? "" : said.text(), attempts);
    }

    /**
     * What is beside another task.
     *
     * @param about that task; absent when the journal does not have it any more
     */
    static DeadLetter of(Task kept, Letter letter, @Nullable Task about) {
        Kind kind = letter.kind() == Letter.Kind.CALL ? Kind.CALL : Kind.REPLY;
        if (about != null) {
            return of(kept, kind, about, letter.reason(), letter.attempts());
        }
        return new DeadLetter(
                kept.id(),
                kind,
                letter.of(),
                "",
                letter.reason(),
                letter.attempts(),
                kept.status().at(),
                "",
                List.of(),
                "");
    }

    private static DeadLetter of(Task kept, Kind kind, Task about, String reason, long attempts) {
        return new DeadLetter(
                kept.id(),
                kind,
                about.id(),
                about.contextId(),
                reason,
                attempts,
                kept.status().at(),
                about.owner().name(),
                kind == Kind.REPLY ? List.of() : missing(about),
                redacted(about.request().text()));
    }

    private static List<String> missing(Task task) {
        return task.plan() == null
                ? List.of()
                : task.plan().steps().stream()
                        .filter(step -> !(task.replies().get(step.id()) instanceof Reply.Answered))
                        .map(Step::agent)
                        .distinct()
                        .toList();
    }

    /** Cut before it is searched, so that a long text costs no more than a short one. */
    static String redacted(String text) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return SECRET.matcher(shown).replaceAll("$1\"***\"");
    }
}
