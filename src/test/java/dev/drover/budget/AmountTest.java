package dev.drover.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {
    @Test
    void isMoneyOrTokens() {
        assertThat(Amount.parse("0.05 USD")).isEqualTo(new Amount(Amount.Unit.DOLLARS, 50_000_000));
        assertThat(Amount.parse("200000 tokens")).isEqualTo(new Amount(Amount.Unit.TOKENS, 200_000));
        assertThat(Amount.parse("10 USD")).hasToString("10 USD");
        assertThat(Amount.parse("0.050 USD")).hasToString("0.05 USD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 EUR", "0 USD", "0.5 tokens", "-1 USD", "USD 5"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Amount.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.05 USD");
    }
}
