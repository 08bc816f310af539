package dev.drover.wiring.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.plan.Step;
import dev.drover.settings.Settings;
import dev.drover.wiring.command.WorstCost.Cost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorstCostTest {
    private static final Step STEP = new Step("coach", "coach", "a".repeat(100), List.of());

    @TempDir
    Path folder;

    private WorstCost cost(Map<String, String> more) throws Exception {
        Files.writeString(folder.resolve("prices.csv"), "some-model, 0, 1, 0.1, 10\n"); // dollars for a million tokens
        Files.writeString(folder.resolve("coach.txt"), "b".repeat(900));
        Map<String, String> settings = new HashMap<>(Map.of(
                "budget.prices", "prices.csv",
                "agents.coach.kind", "gemini",
                "agents.coach.model", "some-model",
                "agents.coach.instruction", "coach.txt",
                "agents.coach.history-tokens", "1000",
                "agents.coach.max-output-tokens", "300"));
        settings.putAll(more);
        return new WorstCost(new Settings(settings), folder);
    }

    @Test
    void aTurnIsEveryByteOfTextAllHistoryAndAllOutput() throws Exception {
        // 100 + 900 + 1000 tokens for 1 dollar a million, and 300 for 10
        assertThat(cost(Map.of()).of(STEP, 3).words()).isEqualTo("at most 0.005 USD a turn, up to 3 turns");
    }

    @Test
    void toolsMakeTurnsManyAndLong() throws Exception {
        Map<String, String> tools = Map.of("agents.coach.tools", "dice", "agents.coach.tool-calls", "4");

        assertThat(cost(tools).of(STEP, 2).words())
                .isEqualTo("at most 0.005 USD a turn and what its tools say, up to 14 turns");
    }

    @Test
    void whatIsNotKnownIsSaidToBeUnknown() throws Exception {
        assertThat(cost(Map.of("agents.coach.model", "other")).of(STEP, 1).words())
                .isEqualTo("cost not known: no price for other");
        assertThat(cost(Map.of("agents.coach.kind", "uri")).of(STEP, 1).words())
                .isEqualTo("cost not known: no model of Drover's");
    }

    @Test
    void theWholeIsTheSumWhereAllIsKnownAndElseNamesWhoIsNot() throws Exception {
        WorstCost plain = cost(Map.of());
        Cost coach = plain.of(STEP, 3);
        Cost handing = cost(Map.of("agents.coach.hand-over", "calendar")).of(STEP, 1);
        WorstCost asking = cost(Map.of("plan.planner", "gemini", "answer.policy", "synthesize"));

        assertThat(plain.inAll(Map.of("coach", coach))).isEqualTo("in all: at most 0.015 USD");
        assertThat(plain.inAll(Map.of("coach", handing))).isEqualTo("in all: not known of coach");
        assertThat(asking.inAll(new TreeMap<>(Map.of("calendar", Cost.unknown("far"), "coach", coach))))
                .isEqualTo("in all: not known of calendar, the plan itself, the written answer;"
                        + " of the rest at most 0.015 USD");
    }

    @Test
    void aBudgetBoundsAllModelsOfTheTask() throws Exception {
        WorstCost bounded = cost(Map.of("budget.task", "0.05 USD"));

        assertThat(bounded.inAll(Map.of("calendar", Cost.unknown("far"))))
                .isEqualTo("in all: not known of calendar; of models never more than 0.05 USD (budget.task)");
    }
}
