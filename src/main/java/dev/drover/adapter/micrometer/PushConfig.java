package dev.drover.adapter.micrometer;

import io.micrometer.registry.otlp.AggregationTemporality;
import io.micrometer.registry.otlp.OtlpConfig;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A push in the words of Micrometer, which would otherwise look into the environment by itself. */
record PushConfig(Push push) implements OtlpConfig {
    @Override
    public @Nullable String get(String key) {
        return null;
    }

    @Override
    public String url() {
        return push.url();
    }

    @Override
    public Duration step() {
        return push.interval();
    }

    @Override
    public Map<String, String> headers() {
        return push.headers();
    }

    @Override
    public Map<String, String> resourceAttributes() {
        return push.resource();
    }

    @Override
    public AggregationTemporality aggregationTemporality() {
        return push.delta() ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE;
    }
}
