package dev.drover.adapter.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.LongStream;

/** The upper bounds of the histograms' buckets: for calls over a network, and for a store on this machine. */
enum Bounds {
    CALLS(1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000),
    STORE(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000);

    private final Duration[] bounds;

    Bounds(long... millis) {
        bounds = LongStream.of(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** A histogram without labels beside these pairs of key and value. */
    Timer timer(MeterRegistry registry, String name, String description, String... labels) {
        return Timer.builder(name)
                .description(description)
                .tags(labels)
                .serviceLevelObjectives(bounds)
                .register(registry);
    }
}
