package dev.drover.queue;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Somebody who works with Drover over queues: sends requests with reply-to and takes replies. For one thread. */
public final class AmqpClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connection connection;
    private final Session session;
    private final MessageProducer requests;
    private final String replyTo;
    private final MessageConsumer replies;

    public AmqpClient(String url, String requestQueue, String replyTo) throws JMSException {
        connection = new JmsConnectionFactory("failover:(" + url + ")?failover.reconnectDelay=100").createConnection();
        connection.start();
        session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        requests = session.createProducer(session.createQueue(requestQueue));
        this.replyTo = replyTo;
        replies = session.createConsumer(session.createQueue(replyTo));
    }

    public void send(String text, String correlation, Map<String, String> headers) throws JMSException {
        send(session.createTextMessage(text), correlation, headers);
    }

    /** Something that is neither text nor bytes. */
    public void sendObject(Serializable object, String correlation) throws JMSException {
        send(session.createObjectMessage(object), correlation, Map.of());
    }

    /** The same in the form of a map. */
    public void sendMap(String name, Object value, String correlation) throws JMSException {
        MapMessage message = session.createMapMessage();
        message.setObject(name, value);
        send(message, correlation, Map.of());
    }

    private void send(Message message, String correlation, Map<String, String> headers) throws JMSException {
        message.setJMSReplyTo(session.createQueue(replyTo));
        message.setJMSCorrelationID(correlation);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            message.setStringProperty(header.getKey(), header.getValue());
        }
        requests.send(message);
    }

    /** The next reply; fails when none comes. */
    public Message reply() throws JMSException {
        return reply(PATIENCE).orElseThrow(() -> new AssertionError("no reply came in " + PATIENCE.toSeconds() + " s"));
    }

    /** The next reply, if one comes within this time. */
    public Optional<Message> reply(Duration patience) throws JMSException {
        return Optional.ofNullable(replies.receive(patience.toMillis()));
    }

    /** The replies that come, up to and with the first for which {@code last} holds of its outcome. */
    public List<Message> repliesUpToTheEnd() throws JMSException {
        List<Message> all = new ArrayList<>();
        do {
            all.add(reply());
        } while (all.getLast().getStringProperty("DroverOutcome") == null);
        return all;
    }

    public boolean isQuiet() throws JMSException {
        return reply(Duration.ofMillis(500)).isEmpty();
    }

    public static String text(Message message) throws JMSException {
        return message instanceof TextMessage text
                ? text.getText()
                : new String(message.getBody(byte[].class), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
