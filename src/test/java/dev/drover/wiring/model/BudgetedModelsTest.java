package dev.drover.wiring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.settings.InvalidSetting;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets and prices on the real routes, against a service on loopback. */
class BudgetedModelsTest {
    private static final String WORTH = "What is my 2020 Toyota Camry worth, 45,000 miles, good condition?";

    private GeminiServer gemini;

    @BeforeEach
    void start() throws Exception {
        gemini = new GeminiServer();
    }

    @AfterEach
    void stop() {
        gemini.close();
    }

    @Test
    void fiftyTasksAtOnceNeverTakeMoreThanTheirCallersBudget() throws Exception {
        gemini.otherwise(asked -> Scripted.text("Buy it.").costing(20, 1500)); // 0.003756 USD, and 0.0052 at most
        List<Task> tasks = new ArrayList<>();

        try (LocalDrover drover = drover(Map.of("budget.caller", "0.03 USD"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Task>> sent = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                sent.add(threads.submit(() -> drover.send("which one?", "adviser")));
            }
            for (Future<Task> task : sent) {
                tasks.add(task.get());
            }
        }

        List<Task> answered = tasks.stream()
                .filter(task -> task.state() == TaskState.COMPLETED)
                .toList();
        assertThat(answered).hasSizeBetween(5, 7);
        assertThat(gemini.asked()).hasSize(answered.size());
        assertThat(answered.stream().map(BudgetedModelsTest::dollars).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isLessThanOrEqualTo(new BigDecimal("0.03"));
        assertThat(tasks.stream().filter(task -> task.state() != TaskState.COMPLETED))
                .hasSize(50 - answered.size())
                .allSatisfy(task -> {
                    assertThat(task.replies().get("adviser"))
                            .isInstanceOfSatisfying(Reply.Unavailable.class, reply -> assertThat(reply.missing())
                                    .isEqualTo(Missing.OVER_LIMIT));
                    assertThat(said(task))
                            .startsWith("adviser is over a limit: this call may take 0.0051")
                            .contains(
                                    "of the budget of 0.03 USD a day ",
                                    "USD remain; it is whole again at ",
                                    "T00:00:00Z");
                });
    }

    @Test
    void aTaskGoesNoFurtherThanItsBudget() throws Exception {
        gemini.otherwise(asked -> Scripted.calls("calendar", Map.of("message", "when?")));

        try (LocalDrover drover =
                drover(Map.of("budget.task", "4000 tokens", "agents.adviser.tools", "calendar", "plan.agents", "*"))) {
            Task task = drover.send("which one?", "adviser");

            assertThat(task.state()).isEqualTo(TaskState.FAILED);
            assertThat(said(task)).contains("of the budget of 4000 tokens for this task", "tokens remain");
            long turns = drover.events(task).stream()
                    .filter(Event.ModelAnswered.class::isInstance)
                    .count();
            assertThat(turns).isEqualTo(gemini.asked().size()).isPositive();
        }
    }

    @Test
    void aPlannerWithoutBudgetLeavesThePlanToMatching() throws Exception {
        try (LocalDrover drover = drover(Map.of("plan.planner", "gemini", "budget.caller", "100 tokens"))) {
            Task task = drover.send(WORTH);

            assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
            assertThat(task.plan().planner()).isEqualTo("match");
            assertThat(drover.events(task).toString())
                    .contains("planned without the model: this call may take", "it is whole again at");
            assertThat(gemini.asked()).isEmpty();
        }
    }

    @Test
    void theTaskTellsWhatEachOfItsAgentsTook() throws Exception {
        gemini.then(Scripted.text("{\"steps\": [{\"id\": \"a\", \"agent\": \"adviser\", \"input\": \"go\"}]}")
                .costing(1000, 100));
        gemini.then(Scripted.text("Buy it.").costing(2000, 200));

        try (LocalDrover drover = drover(Map.of("plan.planner", "gemini"))) {
            Task task = drover.send("which one?");

            assertThat(dollars(task)).isEqualByComparingTo("0.00165");
            assertThat(usage(task).get("agents"))
                    .isEqualTo(Map.of(
                            "plan",
                            Map.of(
                                    "promptTokens", 1000,
                                    "cachedTokens", 0,
                                    "outputTokens", 100,
                                    "thoughtTokens", 0,
                                    "dollars", "0.00055"),
                            "adviser",
                            Map.of(
                                    "promptTokens", 2000,
                                    "cachedTokens", 0,
                                    "outputTokens", 200,
                                    "thoughtTokens", 0,
                                    "dollars", "0.0011")));
        }
    }

    @Test
    void aBudgetOfMoneyNeedsThePriceOfEachModel() {
        assertThatThrownBy(() -> drover(Map.of("budget.caller", "1 USD", "agents.adviser.model", "unheard-of")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("budget.caller")
                .hasMessageContaining("unheard-of");
    }

    private LocalDrover drover(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of(
                "gemini.url", gemini.url(),
                "agents.adviser.kind", "gemini",
                "agents.adviser.model", "gemini-2.5-flash",
                "agents.adviser.description", "Zzz advises"));
        all.putAll(settings);
        return new LocalDrover(all, Map.of());
    }

    private static String said(Task task) {
        Message message = task.status().message();
        return message == null ? "" : message.text();
    }

    private static Map<?, ?> usage(Task task) {
        return (Map<?, ?>) ((Map<?, ?>) task.metadata().get("drover")).get("usage");
    }

    private static BigDecimal dollars(Task task) {
        return new BigDecimal(usage(task).get("dollars").toString());
    }
}
