package dev.drover.task;

import static dev.drover.task.Journaled.opened;
import static dev.drover.task.Journaled.planned;
import static dev.drover.task.Journaled.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Part;
import dev.drover.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {
    private static final Plan WAVES = Plan.of(List.of(step("a"), step("b"), step("c", "a", "b"), step("d")), "caller");

    @Test
    void hasNoWaveWithoutAPlan() {
        assertThat(opened("hello").task().wave()).isEmpty();
    }

    @Test
    void callsWhoWaitsForNobodyFirst() {
        assertThat(planned(WAVES).task().wave()).containsExactly(step("a"), step("b"), step("d"));
    }

    @Test
    void callsWhoWaitsWhenAllItWaitsForHaveAReplyOfAnyKind() {
        Journaled journaled = planned(WAVES).replied("a", Reply.answered()).replied("d", Reply.answered());
        assertThat(journaled.task().wave()).containsExactly(step("b"));

        journaled.replied("b", Reply.unavailable(Missing.FAILED));
        assertThat(journaled.task().wave()).containsExactly(step("c", "a", "b"));
    }

    @Test
    void letsWhoWaitsForAQuestionWaitButNobodyElse() {
        Reply asks = new Reply.InputRequired(List.of(Part.text("When?")), false);
        Journaled journaled = planned(WAVES).replied("a", asks).replied("b", Reply.answered());

        assertThat(journaled.task().wave()).containsExactly(step("d"));
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, false, false",
        "WORKING, false, false",
        "INPUT_REQUIRED, false, true",
        "AUTH_REQUIRED, false, true",
        "COMPLETED, true, false",
        "FAILED, true, false",
        "CANCELED, true, false",
        "REJECTED, true, false"
    })
    void knowsWhereAStateStands(TaskState state, boolean terminal, boolean interrupted) {
        assertThat(state.terminal()).isEqualTo(terminal);
        assertThat(state.interrupted()).isEqualTo(interrupted);
        assertThat(state.atRest()).isEqualTo(terminal || interrupted);
    }
}
