package dev.drover.wiring.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Role;
import dev.drover.limits.Rate;
import dev.drover.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {
    private final Rates rates = Rates.of(
            new Settings(Map.of(
                    "throttle.send", "10/1s",
                    "throttle.viewer.send", "20/1m",
                    "throttle.operator.send", "none",
                    "authenticate.keys.batch.send", "1000/1h",
                    "authenticate.keys.batch.caller", "billing",
                    "authenticate.keys.batch.hash", "x")),
            "send",
            "30/1m");

    @Test
    void theKeysOwnRateIsFirstThenTheHighestRolesThenTheOneForAll() {
        assertThat(rates.of(new Caller("ann"))).contains(new Rate(10, Duration.ofSeconds(1)));
        assertThat(rates.of(with(Role.VIEWER))).contains(new Rate(20, Duration.ofMinutes(1)));
        assertThat(rates.of(with(Role.VIEWER, Role.OPERATOR))).isEmpty();
        assertThat(rates.of(new Caller("billing"))).contains(new Rate(1000, Duration.ofHours(1)));
    }

    @Test
    void whoIsBelowATriggersCallerHasNoRateBesideIts() {
        Rates rates = Rates.of(
                new Settings(Map.of("triggers.orders.caller", "shop", "triggers.orders.send", "5/1s")),
                "send",
                "30/1m");

        for (String name : List.of("shop", "shop/tom", "shop/tom/jr")) {
            assertThat(rates.of(new Caller(name))).contains(new Rate(5, Duration.ofSeconds(1)));
            assertThat(rates.account(new Caller(name))).isEqualTo("shop");
        }
        assertThat(rates.of(new Caller("shopping"))).contains(new Rate(30, Duration.ofMinutes(1)));
        assertThat(rates.account(new Caller("corp:shop/tom"))).isEqualTo("corp:shop/tom");
    }

    @Test
    void thereIsARateWhereNoneIsSet() {
        assertThat(Rates.of(new Settings(Map.of()), "send", "30/1m").of(new Caller("ann")))
                .contains(new Rate(30, Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "0/1m", "-1/1m", "x/1m", "30/1", "30/500ms", "30/", "/1m", "30 / 1m"})
    void refusesWhatIsNoRate(String text) {
        Settings settings = new Settings(Map.of("throttle.send", text));

        assertThatThrownBy(() -> Rates.of(settings, "send", "30/1m"))
                .hasMessage("throttle.send is " + text + ", but must be none, or a rate such as 30/1m");
    }

    private static Caller with(Role... roles) {
        return new Caller("eve", Set.of(roles), Reach.EVERYTHING);
    }
}
