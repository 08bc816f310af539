package dev.drover.wiring.operate;

import dev.drover.agent.Reply;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.settings.Settings;
import dev.drover.task.Change;
import dev.drover.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each task that this replica has ended. */
public final class TaskLog {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLog.class);

    private TaskLog() {}

    public static void committed(Change change) {
        Task before = change.before();
        if (change.after().state().terminal()
                && (before == null || !before.state().terminal())) {
            ended(change.after());
        }
    }

    /** Who else writes of changes: what was said, if that is wanted. */
    public static Consumer<Change> payloads(Settings settings, @Nullable String modelKey) {
        return Payloads.of(settings, modelKey);
    }

    private static void ended(Task task) {
        LOG.atInfo()
                .addKeyValue("caller", task.owner().name())
                .addKeyValue("task", task.id())
                .addKeyValue("context", task.contextId())
                .addKeyValue("state", task.state().name().toLowerCase(Locale.ROOT))
                .addKeyValue("missing", String.join(",", missing(task)))
                .addKeyValue(
                        "millis",
                        Duration.between(task.openedAt(), task.status().at()).toMillis())
                .log("task ended");
    }

    /** The agents without an answer, each with the reason. */
    private static List<String> missing(Task task) {
        Plan plan = task.plan();
        return plan == null
                ? List.of()
                : plan.steps().stream()
                        .map(step -> missing(step, task.replies().get(step.id())))
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    private static String missing(Step step, @Nullable Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> "";
            case Reply.InputRequired asks -> step.agent() + ":input-required";
            case Reply.Declined declined -> step.agent() + ":declined";
            case Reply.HandedOver over ->
                over.because() == null
                        ? ""
                        : step.agent() + ":" + over.because().word();
            case Reply.Unavailable unavailable ->
                step.agent() + ":" + unavailable.missing().word();
            case null -> step.agent() + ":cancelled";
        };
    }
}
