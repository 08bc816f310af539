package dev.drover.adapter.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What is measured of one agent. */
final class AgentMeters {
    private static final List<String> BREAKER_STATES = List.of("closed", "half-open", "open");

    private final MeterRegistry registry;
    private final String agent;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Timer calls;
    private final Counter retries;
    private final Counter hedges;
    private final Map<String, Counter> steps = new ConcurrentHashMap<>();
    private final Map<String, Counter> failures = new ConcurrentHashMap<>();

    AgentMeters(MeterRegistry registry, String agent, Supplier<String> breaker) {
        this.registry = registry;
        this.agent = agent;
        calls = Bounds.CALLS.timer(
                registry, "drover.call", "Calls of an agent, from the first attempt to the reply", "agent", agent);
        retries = Counter.builder("drover.retries")
                .description("Further attempts after a failed one")
                .tags("agent", agent)
                .register(registry);
        hedges = Counter.builder("drover.hedges")
                .description("Second calls beside a first one that takes longer than usual")
                .tags("agent", agent)
                .register(registry);
        Gauge.builder("drover.calls.in.flight", inFlight, AtomicInteger::get)
                .description("Calls of an agent that have no reply yet")
                .tags("agent", agent)
                .register(registry);
        for (String state : BREAKER_STATES) {
            Gauge.builder("drover.breaker.state", breaker, now -> now.get().equals(state) ? 1 : 0)
                    .description("1 for the state that the agent's circuit breaker is in")
                    .tags("agent", agent, "state", state)
                    .strongReference(true)
                    .register(registry);
        }
    }

    void began() {
        inFlight.incrementAndGet();
    }

    Timer ended() {
        inFlight.decrementAndGet();
        return calls;
    }

    void retried() {
        retries.increment();
    }

    void hedged() {
        hedges.increment();
    }

    void replied(String reply) {
        steps.computeIfAbsent(reply, kind -> Counter.builder("drover.steps")
                        .description("Steps by the reply that ended them")
                        .tags("agent", agent, "reply", kind)
                        .register(registry))
                .increment();
    }

    void failed(String reason) {
        failures.computeIfAbsent(reason, why -> Counter.builder("drover.attempts.failed")
                        .description("Attempts that gave no reply, by reason")
                        .tags("agent", agent, "reason", why)
                        .register(registry))
                .increment();
    }
}
