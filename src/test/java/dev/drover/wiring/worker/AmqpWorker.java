package dev.drover.wiring.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.qpid.jms.JmsConnectionFactory;

/** A worker that takes one request after another, holds them until it is told what to answer, and then acknowledges. */
final class AmqpWorker implements AutoCloseable {
    private final Connection connection;
    private final Session session;
    private final AtomicInteger taken = new AtomicInteger();
    private final CompletableFuture<String> prefix = new CompletableFuture<>();

    AmqpWorker(String url, String queue) throws JMSException {
        connection = new JmsConnectionFactory(
                        "failover:(" + url + ")?failover.reconnectDelay=100&jms.prefetchPolicy.all=1")
                .createConnection();
        session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        session.createConsumer(session.createQueue(queue)).setMessageListener(this::work);
        connection.start();
    }

    private void work(Message asked) {
        taken.incrementAndGet();
        try {
            String text = new ObjectMapper()
                    .readTree(asked.getBody(String.class))
                    .path("text")
                    .asText();
            TextMessage answer = session.createTextMessage(prefix.join() + text);
            answer.setJMSCorrelationID(asked.getJMSCorrelationID());
            try (MessageProducer producer = session.createProducer(asked.getJMSReplyTo())) {
                producer.send(answer);
            } catch (JMSException e) {
                // whoever asked has gone
            }
            asked.acknowledge();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets it answer, with this in front of what it was asked. */
    void answer(String before) {
        prefix.complete(before);
    }

    int taken() {
        return taken.get();
    }

    @Override
    public void close() throws JMSException {
        prefix.completeExceptionally(new IllegalStateException("dead"));
        connection.close();
    }
}
