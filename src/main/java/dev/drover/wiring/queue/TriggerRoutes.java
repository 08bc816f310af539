package dev.drover.wiring.queue;

import dev.drover.queue.Trigger;
import dev.drover.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.springframework.jms.connection.CachingConnectionFactory;

/** Makes the routes of the configured triggers, and the connections that they name, once the route files are loaded. */
final class TriggerRoutes extends MainListenerSupport {
    private static final int PREFETCH = 100;
    private static final int SESSIONS = 16;
    private static final long CONNECT_MILLIS = 5_000;
    private static final long SEND_MILLIS = 10_000;

    private final List<Trigger> triggers;
    private final Settings settings;

    TriggerRoutes(List<Trigger> triggers, Settings settings) {
        this.triggers = triggers;
        this.settings = settings;
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

    private void amqp(ModelCamelContext camel, Trigger trigger) throws Exception {
        boolean finished = trigger.acknowledge() == Trigger.Acknowledge.FINISHED;
        camel.getRegistry().bind("amqp-" + trigger.name(), connections(trigger, finished ? 1 : PREFETCH));
        CachingConnectionFactory producers = new CachingConnectionFactory(connections(trigger, 1));
        producers.setSessionCacheSize(SESSIONS);
        camel.getRegistry().bind("amqp-replies-" + trigger.name(), producers);
        Map<String, Object> parameters = parameters(trigger);
        camel.addRouteFromTemplate("trigger-" + trigger.name(), "trigger-amqp", parameters);
        camel.addRouteFromTemplate("send-" + trigger.name(), "send-amqp", Map.of("trigger", trigger.name()));
    }

    /** Waits are bounded; a consumer takes few messages ahead, so that those which wait can go to other replicas. */
    private JmsConnectionFactory connections(Trigger trigger, int prefetch) {
        JmsConnectionFactory factory = new JmsConnectionFactory(trigger.url());
        String user = settings.text("triggers." + trigger.name() + ".user", "");
        if (!user.isEmpty()) {
            factory.setUsername(user);
            factory.setPassword(settings.text("triggers." + trigger.name() + ".password", ""));
        }
        JmsDefaultPrefetchPolicy policy = new JmsDefaultPrefetchPolicy();
        policy.setAll(prefetch);
        factory.setPrefetchPolicy(policy);
        factory.setConnectTimeout(CONNECT_MILLIS);
        factory.setSendTimeout(SEND_MILLIS);
        factory.setRequestTimeout(SEND_MILLIS);
        return factory;
    }

    private void kafka(ModelCamelContext camel, Trigger trigger) throws Exception {
        boolean finished = trigger.acknowledge() == Trigger.Acknowledge.FINISHED;
        long longest = settings.time("task.deadline", "5m").toMillis();
        Map<String, Object> parameters = parameters(trigger);
        parameters.put("group", "drover-" + trigger.name());
        parameters.put("records", finished ? 1 : PREFETCH);
        parameters.put("interval", Math.min(Integer.MAX_VALUE, 300_000 + (finished ? longest : 0)));
        parameters.put("brokers", trigger.url());
        KafkaAccess.of(settings, trigger).describe(camel, trigger.name());
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
