package dev.drover.deadletter;

import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.plan.Step;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A task that ended without an answer: it failed, or its message was no request.
 *
 * @param reason what its sender was told
 * @param attempts how often a replica took it up; 0 for a message that was no request
 * @param by whose it is
 * @param missing the agents without a good reply, which a further run calls
 * @param payload the text of its request, cut, without what looks like a secret
 */
public record DeadLetter(
        String taskId,
        String contextId,
        TaskState state,
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

    static DeadLetter of(Task task) {
        Message said = task.status().message();
        return new DeadLetter(
                task.id(),
                task.contextId(),
                task.state(),
                said == null ? "" : said.text(),
                task.taken() == null ? 0 : task.taken().epoch(),
                task.status().at(),
                task.owner().name(),
                missing(task),
                redacted(task.request().text()));
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
