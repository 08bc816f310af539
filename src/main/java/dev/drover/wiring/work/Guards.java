package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.agent.CallFailed;
import dev.drover.agent.Missing;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Resilience4jConfigurationDefinition;

/**
 * The circuit breaker and the concurrency limit of each agent's guard. The breaker is made here: an exception that Camel
 * is told to ignore leaves its exchange without a fault and without an answer. The limit is not Camel's bulkhead, which
 * keeps the number that it began with.
 */
final class Guards {
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(10))
            .permittedNumberOfCallsInHalfOpenState(3)
            .ignoreException(Guards::saysNothingOfTheAgent)
            .build();

    private Guards() {}

    /**
     * Binds what the call template looks up, {@code guard-<agent>} and in it the breaker {@code breaker-<agent>}, and the
     * {@code limit-<agent>} of its calls.
     */
    static void bind(CamelContext camel, Agent agent) {
        String breaker = "breaker-" + agent.name();
        camel.getRegistry().bind(breaker, CircuitBreaker.of(breaker, BREAKER));
        Resilience4jConfigurationDefinition guard = new Resilience4jConfigurationDefinition();
        guard.setCircuitBreaker(breaker);
        guard.setThrowExceptionWhenHalfOpenOrOpenState("true");
        camel.getRegistry().bind("guard-" + agent.name(), guard);
        camel.getRegistry().bind("limit-" + agent.name(), new CallLimit(agent.calls(), System::nanoTime));
    }

    /** Takes what a new version of the agent says of its calls. */
    static void change(CamelContext camel, Agent agent) {
        limit(camel, agent.name()).change(agent.calls());
    }

    static CallLimit limit(CamelContext camel, String agent) {
        return camel.getRegistry().lookupByNameAndType("limit-" + agent, CallLimit.class);
    }

    /** Whether the call was given up here, or found no room: nothing that the breaker should count. */
    private static boolean saysNothingOfTheAgent(Throwable fault) {
        Throwable cause = Failures.cause(fault);
        return switch (cause) {
            case CancellationException cancelled -> true;
            case OverLimit full -> true;
            case CallFailed failed -> failed.missing() == Missing.OVER_LIMIT && !failed.again();
            default -> false;
        };
    }
}
