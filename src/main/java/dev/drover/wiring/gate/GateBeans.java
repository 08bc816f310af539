package dev.drover.wiring.gate;

import dev.drover.limits.Admission;
import dev.drover.wiring.work.Replica;
import org.apache.camel.main.Main;

/** Binds the beans that the stages authenticate and throttle name. */
public final class GateBeans {
    private GateBeans() {}

    public static void bind(Main main, Replica replica, Gate gate) {
        main.bind("callers", new Callers(gate.authentication()));
        main.bind(
                "limits",
                new Limits(
                        new Admission(replica.settings().number("throttle.in-progress", 10_000, 1, 1_000_000)),
                        replica.running()));
    }
}
