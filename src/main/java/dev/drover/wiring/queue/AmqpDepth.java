package dev.drover.wiring.queue;

import dev.drover.wiring.broker.Amqp;
import dev.drover.wiring.broker.Broker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Enumeration;

/**
 * Counts by browsing, since AMQP 1.0 has no word for a queue's length: up to a number that asks for all replicas there are,
 * and for a bounded time, since the broker sends whole messages.
 */
record AmqpDepth(Broker broker, String queue) implements Depth {
    static final int MOST = 1000;
    private static final int AHEAD = 50;
    private static final Duration BOUND = Duration.ofSeconds(1);

    @Override
    public long measure() throws JMSException {
        try (Connection connection = Amqp.connections(broker, AHEAD).createConnection();
                Session session = connection.createSession();
                QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            connection.start();
            long end = System.nanoTime() + BOUND.toNanos();
            long count = 0;
            Enumeration<?> messages = browser.getEnumeration();
            while (count < MOST && System.nanoTime() < end && messages.hasMoreElements()) {
                messages.nextElement();
                count++;
            }
            return count;
        }
    }

    @Override
    public void close() {
        // each look has a connection of its own
    }
}
