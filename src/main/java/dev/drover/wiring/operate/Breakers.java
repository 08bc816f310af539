package dev.drover.wiring.operate;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/** The circuit breakers that the agents' guards look up. */
final class Breakers {
    private Breakers() {}

    /** {@code closed}, {@code half-open} or {@code open}; closed also where there is no guard yet. */
    static String state(@Nullable CamelContext camel, String agent) {
        CircuitBreaker breaker = camel == null
                ? null
                : camel.getRegistry().lookupByNameAndType("breaker-" + agent, CircuitBreaker.class);
        if (breaker == null) {
            return "closed";
        }
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> "open";
            case HALF_OPEN -> "half-open";
            case CLOSED, DISABLED, METRICS_ONLY -> "closed";
        };
    }
}
