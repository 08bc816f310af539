package dev.drover.wiring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.budget.Amount;
import dev.drover.budget.Budgets;
import dev.drover.model.Answer;
import dev.drover.model.AnswerStream;
import dev.drover.model.Model;
import dev.drover.model.ModelSettings;
import dev.drover.model.Prices;
import dev.drover.model.Prompt;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import dev.drover.refusal.Refusal;
import dev.drover.state.FakeStateStore;
import dev.drover.state.MovingClock;
import dev.drover.wiring.gate.Accounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelsTest {
    private static final Prompt PROMPT = new Prompt(
            new ModelSettings("m", null, 90, null, Map.of()), "", List.of(Turn.user("0123456789")), List.of());

    private final MovingClock clock = new MovingClock();
    private final Budgets budgets = new Budgets(
            null, Amount.parse("100 tokens"), Prices.shipped(), new FakeStateStore(clock), clock, Duration.ofDays(1));
    private final Models models = new Models(new Spending(), Prices.shipped(), budgets, new Accounts(Set.of("shop")));

    @Test
    void whoIsBelowATriggersCallerHasNoBudgetBesideIts() {
        models.paidBy("shop/tom", "t1").answer(PROMPT);

        assertThatThrownBy(() -> models.paidBy("shop/ann", "t2").answer(PROMPT))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("of the budget of 100 tokens a day 0 tokens remain");
        assertThat(models.paidBy("shopping", "t3").answer(PROMPT).usage().output())
                .isEqualTo(90);
    }

    /** A service whose every answer takes all that it may. */
    private record Spending() implements Model {
        @Override
        public Answer answer(Prompt prompt) {
            return new Answer(new Turn.OfModel("yes", List.of()), Answer.Finish.WHOLE, "STOP", new Usage(10, 0, 90, 0));
        }

        @Override
        public AnswerStream stream(Prompt prompt) {
            throw new IllegalStateException("nobody streams here");
        }
    }
}
