package dev.drover.wiring.request;

import dev.drover.entry.Entry;
import dev.drover.identity.Caller;

/** The bean {@code callers}: finds who stands behind an entry. Without authentication configured, everyone is one caller. */
public final class Callers {
    public Caller authenticate(Entry entry) {
        return Caller.ANONYMOUS;
    }
}
