package dev.drover.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.model.AnswerStream;
import dev.drover.model.Model;
import dev.drover.model.ModelFailure;
import dev.drover.model.Prompt;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.state.FakeStateStore;
import dev.drover.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetsTest extends SharedBudgetsContract {
    private static final Payer ANN = new Payer("ann", "t1");

    /** May take 100 tokens: 10 of text, 90 of output. */
    private static final Prompt PROMPT = prompt(90);

    private final FakeStateStore state = new FakeStateStore(clock);

    @BeforeEach
    void setTheClockHalfAnHourBeforeMidnight() {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-03-01T23:30:00Z")));
    }

    @Test
    void theMostThatACallMayTakeIsReservedAndWhatItTookIsCounted() {
        Budgets budgets = budgets(null, "150 tokens");
        Model model = budgets.charging(taking(30), ANN);

        model.answer(PROMPT);
        model.answer(PROMPT);

        assertThatThrownBy(() -> model.answer(PROMPT))
                .isInstanceOf(Refusal.class)
                .hasMessage("this call may take 100 tokens, and of the budget of 150 tokens a day 90 tokens remain;"
                        + " it is whole again at 2026-03-02T00:00:00Z");
    }

    @Test
    void exactlyWhatIsLeftMayBeTaken() {
        Model model = budgets(null, "200 tokens").charging(taking(100), ANN);

        model.answer(PROMPT);
        model.answer(PROMPT);

        assertThat(refusal(model).retryAfter()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void theNextDayIsAnotherBudgetAndSoIsAnotherCaller() {
        Budgets budgets = budgets(null, "100 tokens");
        Model model = budgets.charging(taking(100), ANN);
        model.answer(PROMPT);
        assertThat(refusal(model).reason()).isEqualTo(Reason.OVER_LIMIT);

        budgets.charging(taking(100), new Payer("bob", "t2")).answer(PROMPT);
        clock.advance(Duration.ofMinutes(30));
        model.answer(PROMPT);

        assertThat(refusal(model).retryAfter()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void aTasksBudgetIsNeverWholeAgainAndTakesNothingFromTheCallerWhereItRefuses() {
        Budgets budgets = budgets("100 tokens", "300 tokens");
        Model model = budgets.charging(taking(100), ANN);
        model.answer(PROMPT);

        assertThat(refusal(model).text()).endsWith("of the budget of 100 tokens for this task 0 tokens remain");
        Model next = budgets.charging(taking(100), new Payer("ann", "t2"));
        next.answer(PROMPT);
        budgets.charging(taking(100), new Payer("ann", "t3")).answer(PROMPT);

        Refusal day = refusal(budgets.charging(taking(1), new Payer("ann", "t4")));
        assertThat(day.text()).contains("300 tokens a day 0 tokens");
    }

    @Test
    void aRefusedCallIsGivenBackAndABrokenOneCountsAsReserved() {
        Budgets budgets = budgets(null, "200 tokens");
        Model refused =
                budgets.charging(failing(ModelFailure.passing("busy", null).refused()), ANN);
        Model broken = budgets.charging(failing(ModelFailure.passing("broke off", null)), ANN);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> refused.answer(PROMPT)).isInstanceOf(ModelFailure.class);
        }
        assertThatThrownBy(() -> broken.stream(PROMPT)).isInstanceOf(ModelFailure.class);

        assertThatThrownBy(() -> broken.answer(PROMPT)).isInstanceOf(ModelFailure.class);
        assertThat(refusal(broken).text()).contains("a day 0 tokens remain");
    }

    @Test
    void aStreamIsSettledAtItsEnd() {
        Budgets budgets = budgets(null, "150 tokens");
        Model model = budgets.charging(taking(30), ANN);

        try (AnswerStream stream = model.stream(PROMPT)) {
            assertThat(refusal(model).text()).contains("50 tokens remain");
            stream.answer();
        }

        model.answer(PROMPT);
    }

    @Test
    void moneyIsReckonedByThePriceTable() {
        // 10 tokens of prompt and 90 of output: 0.00091 USD at most, and 0.0003 USD for 30 of output
        Budgets budgets = budgets(null, "0.001 USD");
        Model model = budgets.charging(taking(30), ANN);

        model.answer(PROMPT);

        assertThat(refusal(model).text())
                .contains("may take 0.00091 USD, and of the budget of 0.001 USD a day 0.0007 USD remain");
    }

    @Override
    protected List<StateStore> openTwo() {
        return List.of(state, state);
    }

    private Budgets budgets(@Nullable String task, @Nullable String day) {
        return budgets(task, day, state);
    }

    private static Refusal refusal(Model model) {
        return catchThrowableOfType(Refusal.class, () -> model.answer(PROMPT));
    }

    private static Model failing(ModelFailure failure) {
        return new Scripted(() -> {
            throw failure;
        });
    }
}
