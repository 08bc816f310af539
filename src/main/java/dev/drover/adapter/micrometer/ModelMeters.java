package dev.drover.adapter.micrometer;

import dev.drover.model.Spent;
import dev.drover.model.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What models took, by the agents that asked them. */
final class ModelMeters {
    private final MeterRegistry registry;

    ModelMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void spent(Spent spent) {
        Counter.builder("drover.model.turns")
                .description("Turns that models gave")
                .tags("agent", spent.agent(), "model", spent.model())
                .register(registry)
                .increment();
        Usage usage = spent.usage();
        tokens(spent, "prompt", usage.prompt());
        tokens(spent, "cached", usage.cached());
        tokens(spent, "output", usage.output());
        tokens(spent, "thought", usage.thoughts());
        if (spent.dollars() != null) {
            Counter.builder("drover.model.dollars")
                    .description("What models cost, by the price table")
                    .tags("agent", spent.agent(), "model", spent.model())
                    .register(registry)
                    .increment(spent.dollars().doubleValue());
        }
    }

    private void tokens(Spent spent, String kind, long tokens) {
        Counter.builder("drover.model.tokens")
                .description("Tokens that models took, by kind")
                .tags("agent", spent.agent(), "model", spent.model(), "kind", kind)
                .register(registry)
                .increment((double) tokens);
    }
}
