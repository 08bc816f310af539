package dev.drover.wiring;

import dev.drover.identity.Caller;
import dev.drover.limits.Admission;

/** The bean {@code limits}: lets work in, or refuses it with the time to come back. */
public final class Limits {
    private final Admission admission;
    private final Running running;

    Limits(Admission admission, Running running) {
        this.admission = admission;
        this.running = running;
    }

    public void admit(Caller caller) {
        admission.admit(caller, running.size());
    }
}
