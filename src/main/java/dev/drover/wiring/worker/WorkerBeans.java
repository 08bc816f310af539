package dev.drover.wiring.worker;

import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.wiring.broker.Amqp;
import dev.drover.wiring.broker.Broker;
import dev.drover.wiring.broker.Kafka;
import dev.drover.wiring.work.Replica;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.springframework.jms.connection.CachingConnectionFactory;

/** Binds what the routes of agents with {@code kind = uri} behind AMQP and Kafka name. */
public final class WorkerBeans {
    private WorkerBeans() {}

    public static void bind(Main main, Replica replica, Path folder) {
        Settings settings = replica.settings();
        Map<String, CachingConnectionFactory> connections = new HashMap<>();
        Map<String, Broker> brokers = new HashMap<>();
        Map<String, AnswerTopic> topics = new HashMap<>();
        for (String agent : settings.agents()) {
            String block = "agents." + agent + ".";
            String uri = settings.text(block + "kind", "").equals("uri") ? settings.text(block + "uri", "") : "";
            if (uri.startsWith("amqp:")) {
                connections.put(agent, Amqp.shared(Broker.read(settings, folder, block, "broker")));
            } else if (uri.startsWith("kafka:")) {
                Broker broker = Broker.read(settings, folder, block, "broker");
                brokers.put(agent, broker);
                topics.put(agent, new AnswerTopic(Kafka.client(broker), replyTo(settings, block)));
            }
        }
        connections.forEach((agent, factory) -> main.bind("amqp-agent-" + agent, factory));
        main.bind("workers", new Workers(topics, replica.clock()));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                brokers.forEach((agent, broker) ->
                        Kafka.component(configured.getCamelContext(), "kafka-agent-" + agent, broker));
            }

            @Override
            public void afterStop(BaseMainSupport stopped) {
                topics.values().forEach(AnswerTopic::close);
                connections.values().forEach(CachingConnectionFactory::destroy);
            }
        });
    }

    private static String replyTo(Settings settings, String block) {
        String topic = settings.text(block + "reply-to", "");
        if (topic.isEmpty()) {
            throw new InvalidSetting(block + "reply-to is missing: the topic that the workers answer to");
        }
        return topic;
    }
}
