package dev.drover.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ReachTest {
    @Test
    void includesWhatItNames() {
        Reach reach = Reach.of("weather, calendar");

        assertThat(reach.includes("weather")).isTrue();
        assertThat(reach.includes("calendar")).isTrue();
        assertThat(reach.includes("payroll")).isFalse();
    }

    @Test
    void excludesInAnyCaseWhatItForbids() {
        Reach reach = Reach.of("*, !payroll");

        assertThat(reach.includes("weather")).isTrue();
        assertThat(reach.includes("payroll")).isFalse();
        assertThat(Reach.of("payroll, !payroll").includes("payroll")).isFalse();
    }

    @Test
    void refusesToNameNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Reach.of(" , "));
    }
}
