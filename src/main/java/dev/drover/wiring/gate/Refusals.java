package dev.drover.wiring.gate;

import dev.drover.identity.Caller;
import dev.drover.identity.Remembered;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code refusals}: logs what the gate refuses, the same refusal once a minute, so that nobody can fill the log.
 * Safe for any number of threads.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Set<Reason> OF_THE_GATE =
            Set.of(Reason.UNAUTHENTICATED, Reason.FORBIDDEN, Reason.OVER_LIMIT, Reason.UNAVAILABLE);
    private static final Duration ONCE_IN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1_000;

    private final InstantSource clock;
    private final Remembered<Boolean> logged;

    Refusals(InstantSource clock) {
        this.clock = clock;
        this.logged = new Remembered<>(REMEMBERED, clock);
    }

    public void tell(Exchange exchange) {
        Refusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Refusal.class);
        String reason = refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (OF_THE_GATE.contains(refusal.reason())) {
            log(exchange, reason);
        }
    }

    private void log(Exchange exchange, String reason) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        String address = exchange.getVariable("address", String.class);
        String key = reason + " " + caller + " " + address;
        if (logged.find(key) == null) {
            logged.keep(key, true, clock.instant().plus(ONCE_IN));
            LOG.info(
                    "refused caller={} address={} route={} reason={}",
                    caller,
                    address,
                    exchange.getFromRouteId(),
                    reason);
        }
    }
}
