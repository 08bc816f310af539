package dev.drover.adapter.micrometer;

import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.metrics.Metrics;
import dev.drover.metrics.Metrics.Outcome;
import dev.drover.model.Spent;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.task.Change;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Lets everything happen once that is counted, so that every metric has a series. */
final class EveryMetric {
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");

    private EveryMetric() {}

    static void happen(Metrics metrics) {
        metrics.requested("send", Outcome.OK, 1);
        metrics.queue("orders", () -> 1, () -> 1, () -> 1);
        metrics.callBegan("weather");
        metrics.callEnded("weather", 1);
        metrics.attemptFailed("weather", "failed");
        metrics.retried("weather");
        metrics.hedged("weather");
        metrics.committed(Change.of(
                taken("here"),
                List.of(
                        new Event.ModelAnswered(
                                AT,
                                "s1",
                                new Turn.OfModel("", List.of()),
                                new Spent("weather", "some-model", Usage.NONE, BigDecimal.ONE)),
                        new Event.Replied(AT, "s1", Reply.answered()),
                        new Event.StateChanged(AT, TaskState.INPUT_REQUIRED, null))));
        metrics.committed(Change.of(taken("here"), List.of(new Event.Ended(AT, TaskState.COMPLETED, null, Map.of()))));
    }

    /** A task of one step for the agent weather, taken by this replica. */
    static Task taken(String replica) {
        Message message =
                Message.of("m", Role.USER, List.of(Part.text("rain?"))).in("c", "t");
        return Task.fold(
                "t",
                null,
                List.of(
                        new Event.Opened(AT, Caller.ANONYMOUS, "c", message, AT.plusSeconds(60)),
                        new Event.Planned(AT, Plan.of(List.of(new Step("s1", "weather", "rain?", List.of())), "match")),
                        new Event.Taken(AT, replica, 1)));
    }
}
