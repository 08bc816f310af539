package dev.drover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final Prices PRICES = Prices.parse("""
            # a table
            big,   0,    1.00, 0.10, 10.00
            big, 1000,   2.00, 0.20, 20.00
            small, 0,    0.10, 0.01,  0.40
            """);

    @Test
    void countsCachedTokensAndThoughtsAtTheirPrice() {
        assertThat(PRICES.cost("big", new Usage(1000, 400, 30, 70))).isEqualByComparingTo("0.00164");
    }

    @Test
    void aLongerPromptHasThePriceOfItsRow() {
        assertThat(PRICES.cost("big", new Usage(1000, 0, 0, 0))).isEqualByComparingTo("0.001");
        assertThat(PRICES.cost("big", new Usage(1001, 0, 0, 0))).isEqualByComparingTo("0.002002");
    }

    @Test
    void nobodyKnowsThePriceOfAnotherModel() {
        assertThat(PRICES.cost("other", Usage.NONE)).isNull();
        assertThat(PRICES.spent("a", "other", Usage.NONE).dollars()).isNull();
    }

    @Test
    void anotherTableReplacesWholeModels() {
        Prices both = PRICES.with(Prices.parse("big, 0, 5, 5, 5"));

        assertThat(both.cost("big", new Usage(2000, 0, 0, 0))).isEqualByComparingTo("0.01");
        assertThat(both.cost("small", new Usage(1_000_000, 0, 0, 0))).isEqualByComparingTo("0.1");
    }

    @Test
    void theShippedTableKnowsTheModelsThatSettingsNameByDefault() {
        assertThat(Prices.shipped().cost("gemini-2.5-flash", new Usage(1_000_000, 0, 0, 0)))
                .isEqualByComparingTo(new BigDecimal("0.30"));
    }

    @Test
    void aTableThatIsNoneIsRefusedByItsLine() {
        assertThatThrownBy(() -> Prices.parse("a, 0, 1, 1, 1\nb, 0, 1, 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Prices.parse("a, 0, 1, -1, 1")).hasMessageContaining("not -1 on line 1");
    }
}
