package dev.drover.wiring.broker;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.support.destination.DestinationResolver;

/**
 * The queue of this name, as it is: Camel takes slashes off its front, with which RabbitMQ's begin. Routes make one with
 * {@code #class}; as a bean, Camel would wire the only one there is into all that is sent over AMQP.
 */
public final class NamedQueue implements DestinationResolver {
    private final String name;

    public NamedQueue(String name) {
        this.name = name;
    }

    @Override
    public Destination resolveDestinationName(@Nullable Session session, String anyName, boolean topic)
            throws JMSException {
        return Objects.requireNonNull(session, "queues are named within a session")
                .createQueue(name);
    }
}
