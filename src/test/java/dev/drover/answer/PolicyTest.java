package dev.drover.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    @Test
    void readsEveryPolicy() {
        assertThat(Policy.parse("all", "")).isEqualTo(new Policy.All());
        assertThat(Policy.parse(" first ", "majority")).isEqualTo(new Policy.First());
        assertThat(Policy.parse("quorum", "")).isEqualTo(new Policy.Majority());
        assertThat(Policy.parse("quorum", "majority")).isEqualTo(new Policy.Majority());
        assertThat(Policy.parse("quorum", " 2 ")).isEqualTo(new Policy.Quorum(2));
    }

    @Test
    void refusesAnUnknownPolicyByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.parse("most", ""))
                .withMessage("answer.policy is all, first, quorum or synthesize, not most");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "1.5", "9999999999"})
    void refusesAQuorumThatIsNoCount(String quorum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.parse("quorum", quorum))
                .withMessage("answer.quorum is a number of agents, at least 1, or majority, not " + quorum);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3"})
    void takesMoreThanHalfForAMajority(int steps, int needed) {
        assertThat(new Policy.Majority().needed(steps)).isEqualTo(needed);
    }

    @Test
    void needsNoMoreAnswersThanThereAreSteps() {
        assertThat(new Policy.Quorum(3).needed(2)).isEqualTo(2);
    }

    @Test
    void isWholeWithAllStepsButNeedsOnlyOne() {
        assertThat(new Policy.All().needed(3)).isEqualTo(1);
        assertThat(new Policy.All().whole(3)).isEqualTo(3);
    }
}
