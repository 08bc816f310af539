package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import org.apache.camel.model.Resilience4jConfigurationDefinition;

/** The circuit breaker and the concurrency limit of each agent's guard. */
final class Guards {
    private Guards() {}

    /** The configuration that the call template looks up as {@code guard-<agent>}. */
    static Resilience4jConfigurationDefinition of(Agent agent) {
        Resilience4jConfigurationDefinition guard = new Resilience4jConfigurationDefinition();
        guard.setSlidingWindowSize("20");
        guard.setMinimumNumberOfCalls("10");
        guard.setFailureRateThreshold("50");
        guard.setWaitDurationInOpenState("10");
        guard.setPermittedNumberOfCallsInHalfOpenState("3");
        guard.setBulkheadEnabled("true");
        guard.setBulkheadMaxConcurrentCalls(Integer.toString(agent.calls().concurrency()));
        guard.setBulkheadMaxWaitDuration("0");
        return guard;
    }
}
