package dev.drover.wiring.queue;

import dev.drover.queue.Trigger;
import dev.drover.settings.Settings;
import dev.drover.wiring.broker.Amqp;
import dev.drover.wiring.broker.Broker;
import dev.drover.wiring.broker.Kafka;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;

/** Makes the routes of the configured triggers, and the connections that they name, once the route files are loaded. */
final class TriggerRoutes extends MainListenerSupport {
    private static final int PREFETCH = 100;

    private final List<Trigger> triggers;
    private final Settings settings;
    private final Path folder;

    TriggerRoutes(List<Trigger> triggers, Settings settings, Path folder) {
        this.triggers = triggers;
        this.settings = settings;
        this.folder = folder;
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        ModelCamelContext camel = (ModelCamelContext) main.getCamelContext();
        for (Trigger trigger : triggers) {
            try {
                switch (trigger.kind()) {
                    case AMQP -> amqp(camel, trigger);
                    case KAFKA -> kafka(camel, trigger);
                }
            } catch (Exception e) {
                throw new IllegalStateException("the routes of trigger " + trigger.name() + " cannot be made", e);
            }
        }
    }

    /** A consumer takes few messages ahead, so that those which wait can go to other replicas. */
    private void amqp(ModelCamelContext camel, Trigger trigger) throws Exception {
        boolean finished = trigger.acknowledge() == Trigger.Acknowledge.FINISHED;
        Broker broker = broker(trigger);
        camel.getRegistry().bind("amqp-" + trigger.name(), Amqp.connections(broker, finished ? 1 : PREFETCH));
        camel.getRegistry().bind("amqp-replies-" + trigger.name(), Amqp.shared(broker));
        Map<String, Object> parameters = parameters(trigger);
        camel.addRouteFromTemplate("trigger-" + trigger.name(), "trigger-amqp", parameters);
        camel.addRouteFromTemplate("send-" + trigger.name(), "send-amqp", Map.of("trigger", trigger.name()));
    }

    private Broker broker(Trigger trigger) {
        return Broker.read(settings, folder, "triggers." + trigger.name() + ".", "url");
    }

    private void kafka(ModelCamelContext camel, Trigger trigger) throws Exception {
        boolean finished = trigger.acknowledge() == Trigger.Acknowledge.FINISHED;
        long longest = settings.time("task.deadline", "5m").toMillis();
        Map<String, Object> parameters = parameters(trigger);
        parameters.put("group", trigger.group());
        parameters.put("records", finished ? 1 : PREFETCH);
        long waits = finished ? 1 : 1 + PREFETCH / trigger.inProgress();
        parameters.put("interval", Math.min(Integer.MAX_VALUE, 300_000 + waits * longest));
        parameters.put("brokers", trigger.url());
        Kafka.component(camel, "kafka-" + trigger.name(), broker(trigger));
        camel.addRouteFromTemplate("trigger-" + trigger.name(), "trigger-kafka", parameters);
        camel.addRouteFromTemplate(
                "send-" + trigger.name(), "send-kafka", Map.of("trigger", trigger.name(), "brokers", trigger.url()));
    }

    private static Map<String, Object> parameters(Trigger trigger) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("trigger", trigger.name());
        parameters.put("from", trigger.from());
        parameters.put("consumers", trigger.consumers());
        return parameters;
    }
}
