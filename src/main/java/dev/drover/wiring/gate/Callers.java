package dev.drover.wiring.gate;

import dev.drover.entry.Entry;
import dev.drover.identity.Authentication;
import dev.drover.identity.Caller;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import org.apache.camel.Exchange;

/** The bean {@code callers}: finds who stands behind an entry, and what they may do. Safe for any number of threads. */
public final class Callers {
    private final Authentication authentication;
    private final Strangers strangers;
    private final boolean open;

    /**
     * @param open whether this is loopback without authentication, where everybody may do everything
     */
    Callers(Authentication authentication, Strangers strangers, boolean open) {
        this.authentication = authentication;
        this.strangers = strangers;
        this.open = open;
    }

    /** Who sends the entry of this exchange. */
    public Caller authenticate(Exchange exchange) {
        try {
            return authentication.callerOf(
                    exchange.getVariable("entry", Entry.class).credentials());
        } catch (Refusal refusal) {
            throw strangers.refuse(refusal, exchange.getVariable("address", String.class));
        }
    }

    /** Refuses everybody but operators. */
    public void mustOperate(Caller caller) {
        if (!open && !caller.actsOnAll()) {
            throw Refusal.of(Reason.FORBIDDEN, "this needs the role operator");
        }
    }

    /** Refuses a caller who may only look. */
    public void mustSend(Exchange exchange) {
        if (!exchange.getVariable("caller", Caller.class).sends()) {
            throw Refusal.of(Reason.FORBIDDEN, "this needs the role caller or operator");
        }
    }
}
