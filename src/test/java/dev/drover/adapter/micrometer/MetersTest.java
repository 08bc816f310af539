package dev.drover.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.metrics.Metrics.Outcome;
import dev.drover.model.Spent;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import dev.drover.refusal.Reason;
import dev.drover.task.Change;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the page shows after something has happened. */
class MetersTest {
    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<String> breaker = new AtomicReference<>("closed");
    private final Meters meters = new Meters(registry, agent -> breaker.get());

    @Test
    void countsAPartialEndApartFromAWholeOne() {
        meters.committed(Change.of(EveryMetric.taken("a"), List.of(ended(true))));
        meters.committed(Change.of(EveryMetric.taken("a"), List.of(ended(false))));
        meters.committed(Change.of(EveryMetric.taken("a"), List.of(ended(false))));

        assertThat(value("drover_tasks_ended_total{partial=\"true\",state=\"completed\"}"))
                .isEqualTo(1);
        assertThat(value("drover_tasks_ended_total{partial=\"false\",state=\"completed\"}"))
                .isEqualTo(2);
    }

    @Test
    void countsAStepByItsAgentAndReply() {
        Event late = new Event.Replied(AT, "s1", Reply.unavailable(Missing.TIMED_OUT));

        meters.committed(Change.of(EveryMetric.taken("a"), List.of(late)));

        assertThat(value("drover_steps_total{agent=\"weather\",reply=\"timed-out\"}"))
                .isEqualTo(1);
    }

    @Test
    void countsTurnsTokensAndMoneyByWhoAskedWhichModel() {
        Spent first = new Spent("adviser", "m", new Usage(100, 40, 10, 5), new BigDecimal("0.002"));
        Spent second = new Spent("adviser", "m", new Usage(50, 0, 1, 0), new BigDecimal("0.001"));
        Spent unpriced = new Spent("plan", "n", new Usage(7, 0, 1, 0), null);

        for (Spent spent : List.of(first, second, unpriced)) {
            Event turn = new Event.ModelAnswered(AT, "s1", new Turn.OfModel("", List.of()), spent);
            meters.committed(Change.of(EveryMetric.taken("a"), List.of(turn)));
        }

        assertThat(value("drover_model_turns_total{agent=\"adviser\",model=\"m\"}"))
                .isEqualTo(2);
        assertThat(tokens("prompt")).isEqualTo(150);
        assertThat(tokens("cached")).isEqualTo(40);
        assertThat(tokens("output")).isEqualTo(11);
        assertThat(tokens("thought")).isEqualTo(5);
        assertThat(value("drover_model_dollars_total{agent=\"adviser\",model=\"m\"}"))
                .isEqualTo(0.003);
        assertThat(value("drover_model_tokens_total{agent=\"plan\",kind=\"prompt\",model=\"n\"}"))
                .isEqualTo(7);
        assertThat(registry.scrape()).doesNotContain("drover_model_dollars_total{agent=\"plan\"");
    }

    private double tokens(String kind) {
        return value("drover_model_tokens_total{agent=\"adviser\",kind=\"" + kind + "\",model=\"m\"}");
    }

    @Test
    void countsATakeoverOnlyFromAnotherProcess() {
        meters.committed(Change.of(EveryMetric.taken("a"), List.of(new Event.Taken(AT, "a", 2))));
        assertThat(value("drover_takeovers_total")).isZero();

        meters.committed(Change.of(EveryMetric.taken("a"), List.of(new Event.Taken(AT, "b", 2))));
        assertThat(value("drover_takeovers_total")).isEqualTo(1);
    }

    @Test
    void doesNotCountTheNextMessageOfAWaitingTaskAsATakeover() {
        Task waiting = Task.fold(
                "t", EveryMetric.taken("a"), List.of(new Event.StateChanged(AT, TaskState.INPUT_REQUIRED, null)));

        meters.committed(Change.of(waiting, List.of(new Event.Taken(AT, "b", 2))));

        assertThat(value("drover_takeovers_total")).isZero();
    }

    @Test
    void showsTheBreakerAsItIsWhenThePageIsRead() {
        meters.agents(List.of("weather"));

        breaker.set("open");

        assertThat(value("drover_breaker_state{agent=\"weather\",state=\"open\"}"))
                .isEqualTo(1);
        assertThat(value("drover_breaker_state{agent=\"weather\",state=\"closed\"}"))
                .isZero();
    }

    @Test
    void showsCallsInFlightUntilTheyHaveAReply() {
        meters.callBegan("weather");
        meters.callBegan("weather");

        meters.callEnded("weather", 30_000_000);

        assertThat(value("drover_calls_in_flight{agent=\"weather\"}")).isEqualTo(1);
        assertThat(value("drover_call_seconds_bucket{agent=\"weather\",le=\"0.025\"}"))
                .isZero();
        assertThat(value("drover_call_seconds_bucket{agent=\"weather\",le=\"0.05\"}"))
                .isEqualTo(1);
    }

    @Test
    void countsRequestsByOutcomeAndRefusalsByReason() {
        meters.requested("send", Outcome.STORE_AWAY, 1_000);
        meters.refused(Reason.OVER_LIMIT);

        assertThat(value("drover_requests_total{operation=\"send\",outcome=\"store-away\"}"))
                .isEqualTo(1);
        assertThat(value("drover_requests_total{operation=\"send\",outcome=\"ok\"}"))
                .isZero();
        assertThat(value("drover_refusals_total{reason=\"over-limit\"}")).isEqualTo(1);
    }

    private static Event ended(boolean partial) {
        return new Event.Ended(AT, TaskState.COMPLETED, null, Map.of("drover", Map.of("partial", partial)));
    }

    private double value(String series) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no series " + series + " in\n" + registry.scrape()));
    }
}
