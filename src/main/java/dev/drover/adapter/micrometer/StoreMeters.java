package dev.drover.adapter.micrometer;

import dev.drover.refusal.StoreUnavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The time and the failures of one operation of a store. */
final class StoreMeters {
    private final Timer time;
    private final Counter failures;

    StoreMeters(MeterRegistry registry, String operation) {
        time = Bounds.STORE.timer(registry, "drover.store", "Operations of the store", "operation", operation);
        failures = Counter.builder("drover.store.failures")
                .description("Operations for which the store was away")
                .tags("operation", operation)
                .register(registry);
    }

    <T> T measure(Supplier<T> operation) {
        long began = System.nanoTime();
        try {
            return operation.get();
        } catch (StoreUnavailable e) {
            failures.increment();
            throw e;
        } finally {
            time.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }
}
