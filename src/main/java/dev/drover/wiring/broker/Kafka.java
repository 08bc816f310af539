package dev.drover.wiring.broker;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;

/** Access to Kafka: by a Camel component of its own for each broker, so that credentials stay out of routes. */
public final class Kafka {
    private Kafka() {}

    /** Makes the component {@code name}. */
    public static void component(CamelContext camel, String name, Broker broker) {
        KafkaConfiguration configuration = new KafkaConfiguration();
        configuration.setSecurityProtocol(protocol(broker));
        if (!broker.user().isEmpty()) {
            configuration.setSaslMechanism("PLAIN");
            configuration.setSaslJaasConfig(login(broker));
        }
        Path ca = broker.ca();
        if (ca != null) {
            configuration.setSslTruststoreType("PEM");
            configuration.setSslTruststoreLocation(ca.toString());
        }
        KafkaComponent component = new KafkaComponent(camel);
        component.setConfiguration(configuration);
        camel.addComponent(name, component);
    }

    /** The same for Kafka's own clients. */
    public static Properties client(Broker broker) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.url());
        properties.put("security.protocol", protocol(broker));
        if (!broker.user().isEmpty()) {
            properties.put("sasl.mechanism", "PLAIN");
            properties.put("sasl.jaas.config", login(broker));
        }
        Path ca = broker.ca();
        if (ca != null) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", ca.toString());
        }
        return properties;
    }

    private static String protocol(Broker broker) {
        String layer = broker.tls() ? "SSL" : "PLAINTEXT";
        return broker.user().isEmpty() ? layer : "SASL_" + layer;
    }

    private static String login(Broker broker) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=" + quoted(broker.user())
                + " password=" + quoted(broker.password()) + ";";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
