package dev.drover.wiring.worker;

import dev.drover.agent.CallFailed;
import dev.drover.task.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.jms.JmsConstants;
import org.apache.camel.component.kafka.KafkaConstants;

/** The bean {@code workers}: asks whichever worker behind a queue is free. Safe for any number of threads. */
public final class Workers {
    /** Camel gives up after the call does, which says why. */
    private static final Duration LATER = Duration.ofSeconds(1);

    private final Map<String, AnswerTopic> topics;
    private final Clock clock;

    Workers(Map<String, AnswerTopic> topics, Clock clock) {
        this.topics = Map.copyOf(topics);
        this.clock = clock;
    }

    /** Puts what a worker is told beside the body into the headers; the broker forgets a request that is too late. */
    public void ask(Exchange exchange) {
        Message message = exchange.getMessage();
        Instant deadline = exchange.getVariable("deadline", Instant.class);
        message.removeHeaders("*");
        message.setBody(message.getBody(String.class));
        message.setHeader("DroverCall", exchange.getVariable("call", String.class));
        message.setHeader("DroverExpires", deadline.toString());
        String trace = exchange.getVariable("traceparent", String.class);
        if (trace != null) {
            message.setHeader("traceparent", trace);
        }
        Duration left = Duration.between(clock.instant(), deadline).plus(LATER);
        message.setHeader(JmsConstants.JMS_REQUEST_TIMEOUT, Math.max(1, left.toMillis()));
    }

    /** The same on a topic, whose answer is expected from here on: leaves variable {@code expected}. */
    public void expect(Exchange exchange, String agent) throws CallFailed, InterruptedException {
        AnswerTopic topic = topics.get(agent);
        if (topic == null) {
            throw new IllegalStateException("no agent " + agent + " is configured behind a topic");
        }
        ask(exchange);
        String correlation = Ids.next();
        exchange.setVariable("expected", topic.expect(correlation));
        Message message = exchange.getMessage();
        message.setHeader("DroverCorrelation", correlation);
        message.setHeader("DroverReplyTo", topic.name());
        message.setHeader(KafkaConstants.KEY, correlation);
    }

    /** Waits for the answer, which becomes the body; the call's deadline ends that. */
    public void take(Exchange exchange) throws InterruptedException {
        byte[] answer =
                exchange.getVariable("expected", AnswerTopic.Expected.class).await();
        exchange.getMessage().setBody(answer);
    }

    /** Nobody waits for the answer any more; one that comes yet is dropped. */
    public void forget(Exchange exchange) {
        exchange.getVariable("expected", AnswerTopic.Expected.class).close();
    }
}
