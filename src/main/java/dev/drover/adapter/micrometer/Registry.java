package dev.drover.adapter.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Where the meters of this process are kept: for Prometheus to fetch, and to be pushed by OTLP. */
public final class Registry implements AutoCloseable {
    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterRegistry all;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Pushes nothing where {@code push} is absent; then no meter is written twice. */
    public Registry(@Nullable Push push) {
        all = push == null ? prometheus : both(prometheus, push);
    }

    private static MeterRegistry both(MeterRegistry fetched, Push push) {
        return new CompositeMeterRegistry(
                Clock.SYSTEM, List.of(fetched, new OtlpMeterRegistry(new PushConfig(push), Clock.SYSTEM)));
    }

    public MeterRegistry meters() {
        return all;
    }

    /** All of them in Prometheus' text form. */
    public String text() {
        return prometheus.scrape();
    }

    /** Tells of the process itself: its version, its JVM, and the tasks in progress. */
    public void process(String version, IntSupplier tasksInProgress) {
        for (MeterBinder binder : List.of(
                new JvmInfoMetrics(),
                new JvmMemoryMetrics(),
                collections,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics())) {
            binder.bindTo(all);
        }
        Gauge.builder("drover.info", new AtomicInteger(1), AtomicInteger::get)
                .description("1, with the version that runs")
                .tags("version", version)
                .strongReference(true)
                .register(all);
        Gauge.builder("drover.tasks.in.progress", tasksInProgress, IntSupplier::getAsInt)
                .description("Tasks that this replica works on now")
                .strongReference(true)
                .register(all);
    }

    /** Sends what was not sent yet. */
    @Override
    public void close() {
        collections.close();
        all.close();
    }
}
