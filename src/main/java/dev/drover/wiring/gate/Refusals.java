package dev.drover.wiring.gate;

import dev.drover.a2a.Call;
import dev.drover.identity.Caller;
import dev.drover.identity.Remembered;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code refusals}: logs what the gate refuses, and notes it in the journal of the task that was meant. The same
 * refusal is told once a minute, so that nobody can fill either. Safe for any number of threads.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Set<Reason> OF_THE_GATE =
            Set.of(Reason.UNAUTHENTICATED, Reason.FORBIDDEN, Reason.OVER_LIMIT, Reason.UNAVAILABLE);
    private static final Duration ONCE_IN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 1_000;

    private final Audit audit;
    private final InstantSource clock;
    private final Remembered<Boolean> logged;

    Refusals(Audit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
        this.logged = new Remembered<>(REMEMBERED, clock);
    }

    public void tell(Exchange exchange) {
        Refusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Refusal.class);
        String reason = refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        if (OF_THE_GATE.contains(refusal.reason())) {
            log(exchange, reason);
            note(exchange, reason);
        }
    }

    /** Only a caller who is known was let as far as to name a task. */
    private void note(Exchange exchange, String reason) {
        if (exchange.getVariable("asked") instanceof Call call
                && call.taskId() != null
                && exchange.getVariable("caller") instanceof Caller caller) {
            String operation = exchange.getVariable("operation", String.class).replace("-task", "");
            try {
                audit.refused(operation, caller, call.taskId(), reason);
            } catch (StoreUnavailable away) {
                LOG.debug("the refusal is not in the journal, which is away", away);
            }
        }
    }

    private void log(Exchange exchange, String reason) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        String address = exchange.getVariable("address", String.class);
        String key = reason + " " + caller + " " + address;
        if (logged.find(key) == null) {
            logged.keep(key, true, clock.instant().plus(ONCE_IN));
            LOG.atInfo()
                    .addKeyValue("caller", caller == null ? "unknown" : caller.name())
                    .addKeyValue("address", address)
                    .addKeyValue("route", exchange.getFromRouteId())
                    .addKeyValue("reason", reason)
                    .log("refused");
        }
    }
}
