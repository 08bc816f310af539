package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.identity.Caller;
import dev.drover.state.FakeStateStore;
import dev.drover.state.MovingClock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ContextStateTest {
    private static final Duration EXPIRY = Duration.ofHours(1);

    private final MovingClock clock = new MovingClock();
    private final FakeStateStore store = new FakeStateStore(clock);
    private final ContextState state = new ContextState(store, EXPIRY);

    private static Exchange of(String caller, String contextId) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable("caller", new Caller(caller));
        exchange.setVariable("contextId", contextId);
        return exchange;
    }

    @Test
    void keepsWhatIsPutUntilItExpires() {
        state.put(of("ann", "c1"), "name", "Ann");

        assertThat(state.get(of("ann", "c1"), "name")).isEqualTo("Ann");
        clock.advance(EXPIRY);
        assertThat(state.get(of("ann", "c1"), "name")).isEmpty();
    }

    @Test
    void removesAllThatIsKeptInAContextAndNothingElse() {
        state.put(of("ann", "c1"), "name", "Ann");
        state.put(of("ann", "c1"), "a key\nof two lines", "value");
        state.put(of("ann", "c2"), "name", "Ann");
        state.put(of("bob", "c1"), "name", "Bob");

        state.remove(new Caller("ann"), "c1");

        assertThat(state.get(of("ann", "c1"), "name")).isEmpty();
        assertThat(state.get(of("ann", "c1"), "a key\nof two lines")).isEmpty();
        assertThat(state.get(of("ann", "c2"), "name")).isEqualTo("Ann");
        assertThat(state.get(of("bob", "c1"), "name")).isEqualTo("Bob");
    }
}
