package dev.drover.wiring.queue;

import dev.drover.metrics.Metrics;
import dev.drover.queue.Outbox;
import dev.drover.queue.Owed;
import dev.drover.queue.Trigger;
import dev.drover.settings.Settings;
import dev.drover.wiring.broker.Broker;
import dev.drover.wiring.work.Replica;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean {@code depths}: what waits before Drover and behind it, for those who decide how many replicas there are.
 *
 * <p>Threads: one looks, by its route; any number read what it found.
 */
public final class Depths extends MainListenerSupport {
    private static final Logger LOG = LoggerFactory.getLogger(Depths.class);

    private final List<Trigger> triggers;
    private final Metrics metrics;
    private final Outbox outbox;
    private final Map<String, Depth> depths = new HashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final Map<String, Double> waiting = new ConcurrentHashMap<>();
    private final Map<String, Long> owed = new ConcurrentHashMap<>();

    Depths(List<Trigger> triggers, Replica replica, Outbox outbox, Path folder) {
        this.triggers = triggers;
        this.metrics = replica.metrics();
        this.outbox = outbox;
        for (Trigger trigger : triggers) {
            Settings settings = replica.settings();
            Broker broker = Broker.read(settings, folder, "triggers." + trigger.name() + ".", "url");
            depths.put(
                    trigger.name(),
                    switch (trigger.kind()) {
                        case AMQP -> new AmqpDepth(broker, trigger.from());
                        case KAFKA -> new KafkaDepth(broker, trigger.from(), trigger.group());
                    });
        }
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        for (Trigger trigger : triggers) {
            String name = trigger.name();
            metrics.queue(
                    name,
                    () -> main.getCamelContext().getInflightRepository().size("trigger-" + name),
                    () -> waiting.getOrDefault(name, Double.NaN),
                    () -> owed.getOrDefault(name, 0L));
        }
    }

    /** Looks at all of them, one after the other. */
    public void look() {
        if (triggers.isEmpty()) {
            return;
        }
        Map<String, Long> now =
                outbox.all().stream().collect(Collectors.groupingBy(Owed::trigger, Collectors.counting()));
        for (Trigger trigger : triggers) {
            owed.put(trigger.name(), now.getOrDefault(trigger.name(), 0L));
            waiting.put(trigger.name(), measured(trigger.name()));
        }
    }

    private double measured(String trigger) {
        Depth depth = depths.get(trigger);
        try {
            double found = depth == null ? Double.NaN : depth.measure();
            if (unknown.remove(trigger)) {
                LOG.atInfo().addKeyValue("trigger", trigger).log("what waits is known again");
            }
            return found;
        } catch (Exception e) {
            if (unknown.add(trigger)) {
                LOG.atWarn()
                        .addKeyValue("trigger", trigger)
                        .addKeyValue("cause", Undelivered.cause(e).getMessage())
                        .log("what waits is not known");
            }
            LOG.debug("the whole of it", e);
            return Double.NaN;
        }
    }

    @Override
    public void afterStop(BaseMainSupport main) {
        depths.values().forEach(Depth::close);
    }
}
