package dev.drover.wiring.gate;

import dev.drover.adapter.bucket4j.LocalMeter;
import dev.drover.adapter.bucket4j.SharedMeter;
import dev.drover.limits.FallbackMeter;
import dev.drover.limits.Meter;
import dev.drover.limits.Places;
import dev.drover.settings.Settings;
import dev.drover.state.StateStore;
import dev.drover.wiring.work.Replica;
import java.time.InstantSource;
import org.apache.camel.main.Main;

/** Binds the beans that the stages authenticate and throttle name, and what tells of refusals. */
public final class GateBeans {
    private static final int MOST = 1_000_000;

    private GateBeans() {}

    /**
     * The tokens of models that callers take; {@link ModelTokens#committed} has to hear of every change.
     *
     * @param shared whether other processes count in the same state; one alone counts faster by itself
     */
    public static ModelTokens tokens(Settings settings, boolean shared, StateStore state, InstantSource clock) {
        Meter local = new LocalMeter(clock);
        Meter meter = shared ? new FallbackMeter(new SharedMeter(state, clock), local) : local;
        return new ModelTokens(meter, Rates.of(settings, "tokens", "none"));
    }

    public static void bind(Main main, Replica replica, Gate gate, ModelTokens tokens) {
        Settings settings = replica.settings();
        int work = settings.number("throttle.in-progress", 10_000, 1, MOST);
        int streams = settings.number("throttle.streams", 10_000, 1, MOST);
        Strangers strangers = new Strangers(
                new LocalMeter(replica.clock()), settings.parse("throttle.unauthenticated", "60/1m", Rates::rate));
        main.bind("callers", new Callers(gate.authentication(), strangers, gate.open()));
        main.bind(
                "limits",
                new Limits(
                        tokens.meter(),
                        tokens,
                        Rates.of(settings, "send", "30/1m"),
                        Rates.of(settings, "read", "300/1m"),
                        new Places(
                                "tasks in progress",
                                work,
                                settings.number("throttle.caller.in-progress", 1_000, 1, MOST)),
                        new Places("open streams", streams, settings.number("throttle.caller.streams", 100, 1, MOST)),
                        gate.open()));
        main.bind("refusals", new Refusals(new Audit(replica.journal(), replica.clock()), replica.clock()));
    }
}
