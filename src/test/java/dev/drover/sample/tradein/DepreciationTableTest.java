package dev.drover.sample.tradein;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepreciationTableTest {
    private static final DepreciationTable TABLE = DepreciationTable.load();

    @ParameterizedTest
    @CsvSource({
        // price x (1 - first) x (1 - later)^(age - 1) x mileage x condition
        "2020, Toyota, Camry, 72000, GOOD, 15000",
        "2020, Toyota, Camry, 45000, GOOD, 16400",
        "2020, toyota, CAMRY, 45000, GOOD, 16400",
        "2020, Toyota, Camry, 45000, EXCELLENT, 17400",
        "2020, Toyota, Camry, 45000, POOR, 11100",
        "2026, Toyota, Camry, 12000, GOOD, 26700",
        "2027, Toyota, Camry, 12000, GOOD, 26700",
        // a model that is not there: its make's segment; a make that is not there: the default
        "2020, Porsche, Panamera, 72000, GOOD, 22900",
        "2020, Zastava, Koral, 72000, GOOD, 15400",
        // both bounds of the mileage, and the floor
        "2020, Toyota, Camry, 0, GOOD, 17900",
        "2020, Toyota, Camry, 400000, GOOD, 8200",
        "1980, Toyota, Corolla, 500000, POOR, 500"
    })
    void valuesACar(int year, String make, String model, int miles, Condition condition, int estimate) {
        Valuation valuation = TABLE.value(new Vehicle(year, make, model, miles, condition), 2026);

        assertThat(valuation.estimate()).isEqualTo(estimate);
    }

    @ParameterizedTest
    @CsvSource({"2010", "2015", "2020", "2025"})
    void anOlderCarIsWorthLess(int year) {
        Vehicle older = new Vehicle(year - 1, "Honda", "Civic", 50_000, Condition.GOOD);
        Vehicle newer = new Vehicle(year, "Honda", "Civic", 50_000, Condition.GOOD);

        assertThat(TABLE.value(older, 2026).estimate())
                .isLessThan(TABLE.value(newer, 2026).estimate());
    }

    @Test
    void theEstimateLiesInItsRange() {
        Valuation valuation = TABLE.value(new Vehicle(2020, "Toyota", "Camry", 45_000, Condition.GOOD), 2026);

        assertThat(valuation.low()).isEqualTo(15_100);
        assertThat(valuation.high()).isEqualTo(17_700);
    }

    @Test
    void namesTheRowThatIsMissing() {
        Properties empty = new Properties();

        assertThatThrownBy(() -> DepreciationTable.of(empty)).hasMessageContaining("condition.excellent");
    }
}
