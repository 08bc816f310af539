package dev.drover.wiring.gate;

import dev.drover.identity.Caller;
import dev.drover.limits.Admission;
import dev.drover.wiring.work.Running;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code limits}: lets work in, or refuses it with the time to come back. */
public final class Limits {
    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);

    private final Admission admission;
    private final Running running;

    Limits(Admission admission, Running running) {
        this.admission = admission;
        this.running = running;
    }

    /** Reads and cancels are let in also where there is no room for more work. */
    public void admitReading(Caller caller) {
        LOG.trace("admitted caller={}", caller);
    }

    public void admit(Caller caller) {
        admission.admit(caller, running.size());
    }
}
