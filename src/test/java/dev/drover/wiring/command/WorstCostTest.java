package dev.drover.wiring.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.plan.Step;
import dev.drover.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        assertThat(cost(Map.of()).of(STEP, 3)).isEqualTo("at most 0.005 USD a turn, up to 3 turns");
    }

    @Test
    void toolsMakeTurnsManyAndLong() throws Exception {
        Map<String, String> tools = Map.of("agents.coach.tools", "dice", "agents.coach.tool-calls", "4");

        assertThat(cost(tools).of(STEP, 2))
                .isEqualTo("at most 0.005 USD a turn and what its tools say, up to 14 turns");
    }

    @Test
    void whatIsNotKnownIsSaidToBeUnknown() throws Exception {
        assertThat(cost(Map.of("agents.coach.model", "other")).of(STEP, 1))
                .isEqualTo("cost not known: no price for other");
        assertThat(cost(Map.of("agents.coach.kind", "uri")).of(STEP, 1)).isEqualTo("cost not known");
    }

    @Test
    void aBudgetBoundsTheWholeTask() throws Exception {
        assertThat(cost(Map.of("budget.task", "0.05 USD")).ofTask()).isEqualTo(", for at most 0.05 USD (budget.task)");
        assertThat(cost(Map.of()).ofTask()).isEmpty();
    }
}
