package dev.drover.wiring.queue;

import dev.drover.queue.Trigger;
import dev.drover.settings.Settings;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;

/**
 * How a Kafka broker is reached: each trigger has a Camel component of its own, so that credentials stay out of routes.
 *
 * @param user empty when none is needed
 */
record KafkaAccess(String user, String password, boolean tls) {
    static KafkaAccess of(Settings settings, Trigger trigger) {
        String key = "triggers." + trigger.name() + ".";
        return new KafkaAccess(
                settings.text(key + "user", ""),
                settings.text(key + "password", ""),
                settings.truth(key + "tls", "false"));
    }

    /** The component {@code kafka-<trigger>}. */
    void describe(CamelContext camel, String trigger) {
        KafkaConfiguration configuration = new KafkaConfiguration();
        if (!user.isEmpty()) {
            configuration.setSaslMechanism("PLAIN");
            configuration.setSaslJaasConfig("org.apache.kafka.common.security.plain.PlainLoginModule required username="
                    + quoted(user) + " password=" + quoted(password) + ";");
        }
        String layer = tls ? "SSL" : "PLAINTEXT";
        configuration.setSecurityProtocol(user.isEmpty() ? layer : "SASL_" + layer);
        KafkaComponent component = new KafkaComponent(camel);
        component.setConfiguration(configuration);
        camel.addComponent("kafka-" + trigger, component);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Credentials do not show. */
    @Override
    public String toString() {
        return "KafkaAccess[tls=" + tls + "]";
    }
}
