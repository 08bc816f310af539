package dev.drover.wiring.gate;

import dev.drover.entry.Entry;
import dev.drover.identity.Authentication;
import dev.drover.identity.Caller;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;

/** The bean {@code callers}: finds who stands behind an entry, and what they may do. Safe for any number of threads. */
public final class Callers {
    private final Authentication authentication;

    Callers(Authentication authentication) {
        this.authentication = authentication;
    }

    public Caller authenticate(Entry entry) {
        return authentication.callerOf(entry.credentials());
    }

    /** Refuses a caller who may only look. */
    public void mustSend(Caller caller) {
        if (!caller.sends()) {
            throw Refusal.of(Reason.FORBIDDEN, "this needs the role caller or operator");
        }
    }
}
