package dev.drover.adapter.micrometer;

import dev.drover.metrics.Metrics;
import dev.drover.refusal.Reason;
import dev.drover.task.Change;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The metrics as Micrometer's meters. Safe for any number of threads; the way of a request takes no lock. */
public final class Meters implements Metrics {
    private final MeterRegistry registry;
    private final UnaryOperator<String> breakers;
    private final TaskMeters tasks;
    private final AtomicInteger streams = new AtomicInteger();
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private final Map<Reason, Counter> refusals = new EnumMap<>(Reason.class);
    private final Map<String, AgentMeters> agents = new ConcurrentHashMap<>();

    /** Gives the state of an agent's circuit breaker by {@code breakers}, when it is asked for. */
    public Meters(MeterRegistry registry, UnaryOperator<String> breakers) {
        this.registry = registry;
        this.breakers = breakers;
        tasks = new TaskMeters(registry, this::agent);
        for (Reason reason : Reason.values()) {
            refusals.put(
                    reason,
                    Counter.builder("drover.refusals")
                            .description("Requests that were refused, by reason")
                            .tags("reason", word(reason))
                            .register(registry));
        }
        Gauge.builder("drover.streams", streams, AtomicInteger::get)
                .description("Streams of events that clients read now")
                .register(registry);
    }

    /** Makes the meters of these agents before they are called. */
    public void agents(List<String> names) {
        names.forEach(this::agent);
    }

    @Override
    public void requested(String operation, Outcome outcome, long nanos) {
        operations
                .computeIfAbsent(operation, name -> new Operation(registry, name))
                .count(outcome, nanos);
    }

    @Override
    public void refused(Reason reason) {
        Counter counter = refusals.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void streamBegan() {
        streams.incrementAndGet();
    }

    @Override
    public void streamEnded() {
        streams.decrementAndGet();
    }

    @Override
    public void committed(Change change) {
        tasks.committed(change);
    }

    @Override
    public void callBegan(String agent) {
        agent(agent).began();
    }

    @Override
    public void callEnded(String agent, long nanos) {
        agent(agent).ended().record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void attemptFailed(String agent, String reason) {
        agent(agent).failed(reason);
    }

    @Override
    public void retried(String agent) {
        agent(agent).retried();
    }

    @Override
    public void hedged(String agent) {
        agent(agent).hedged();
    }

    @Override
    public void queue(String trigger, LongSupplier inFlight, DoubleSupplier waiting, LongSupplier owed) {
        gauge("drover.messages.in.flight", "Messages taken and not acknowledged yet", trigger, inFlight::getAsLong);
        gauge("drover.queue.depth", "Messages that wait at the broker", trigger, waiting::getAsDouble);
        gauge("drover.replies.owed", "Tasks whose replies are owed to a queue", trigger, owed::getAsLong);
    }

    private void gauge(String name, String description, String trigger, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .tags("trigger", trigger)
                .strongReference(true)
                .register(registry);
    }

    private AgentMeters agent(String name) {
        AgentMeters known = agents.get(name);
        return known != null
                ? known
                : agents.computeIfAbsent(name, agent -> new AgentMeters(registry, agent, () -> breakers.apply(agent)));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One operation of an entry. */
    private static final class Operation {
        private final Timer time;
        private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);

        Operation(MeterRegistry registry, String name) {
            time = Bounds.CALLS.timer(
                    registry, "drover.request", "Requests, from their arrival to the answer", "operation", name);
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(
                        outcome,
                        Counter.builder("drover.requests")
                                .description("Requests by how they were answered")
                                .tags("operation", name, "outcome", word(outcome))
                                .register(registry));
            }
        }

        void count(Outcome outcome, long nanos) {
            time.record(nanos, TimeUnit.NANOSECONDS);
            Counter counter = outcomes.get(outcome);
            if (counter != null) {
                counter.increment();
            }
        }
    }
}
