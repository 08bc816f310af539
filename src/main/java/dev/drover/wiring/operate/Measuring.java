package dev.drover.wiring.operate;

import dev.drover.adapter.micrometer.MeasuredStateStore;
import dev.drover.adapter.micrometer.MeasuredTaskStore;
import dev.drover.adapter.micrometer.Meters;
import dev.drover.adapter.micrometer.Push;
import dev.drover.adapter.micrometer.Registry;
import dev.drover.metrics.Metrics;
import dev.drover.settings.Settings;
import dev.drover.state.StateStore;
import dev.drover.task.TaskStore;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.apache.camel.main.Main;

/** The metrics of this process: kept from before the store is opened until Camel has stopped. */
public final class Measuring implements AutoCloseable {
    private final Registry registry;
    private final UnaryOperator<String> breakers;
    private final Meters meters;

    public Measuring(Main main, Settings settings, String replica, String version) {
        Otlp otlp = Otlp.of(settings);
        registry = new Registry(otlp.endpoint().isEmpty() ? null : push(otlp, replica, version));
        breakers = agent -> Breakers.state(main.getCamelContext(), agent);
        meters = new Meters(registry.meters(), breakers);
        main.bind("metrics", new MetricsPage(registry::text));
    }

    /** Stops at a setting that is wrong. */
    public static void check(Settings settings) {
        Otlp.of(settings);
    }

    private static Push push(Otlp otlp, String replica, String version) {
        return new Push(
                otlp.endpoint() + "/v1/metrics",
                otlp.headers(),
                otlp.interval(),
                otlp.delta(),
                Otlp.resource(replica, version));
    }

    public Metrics metrics() {
        return meters;
    }

    /** The state of an agent's circuit breaker. */
    UnaryOperator<String> breakers() {
        return breakers;
    }

    public TaskStore measured(TaskStore tasks) {
        return new MeasuredTaskStore(tasks, registry.meters());
    }

    public StateStore measured(StateStore state) {
        return new MeasuredStateStore(state, registry.meters());
    }

    /** Measures the process too, and these agents before they are called. */
    void process(String version, IntSupplier tasksInProgress, List<String> agents) {
        registry.process(version, tasksInProgress);
        meters.agents(agents);
    }

    /** Sends what was not sent yet. */
    @Override
    public void close() {
        registry.close();
    }
}
