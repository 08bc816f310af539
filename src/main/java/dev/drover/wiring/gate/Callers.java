package dev.drover.wiring.gate;

import dev.drover.entry.Entry;
import dev.drover.identity.Authentication;
import dev.drover.identity.Caller;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;

/** The bean {@code callers}: finds who stands behind an entry, and what they may do. Safe for any number of threads. */
public final class Callers {
    private final Authentication authentication;
    private final boolean open;

    /**
     * @param open whether this is loopback without authentication, where everybody may do everything
     */
    Callers(Authentication authentication, boolean open) {
        this.authentication = authentication;
        this.open = open;
    }

    public Caller authenticate(Entry entry) {
        return authentication.callerOf(entry.credentials());
    }

    /** Refuses everybody but operators. */
    public void mustOperate(Caller caller) {
        if (!open && !caller.actsOnAll()) {
            throw Refusal.of(Reason.FORBIDDEN, "this needs the role operator");
        }
    }

    /** Refuses a caller who may only look. */
    public void mustSend(Caller caller) {
        if (!caller.sends()) {
            throw Refusal.of(Reason.FORBIDDEN, "this needs the role caller or operator");
        }
    }
}
