package dev.drover.wiring.queue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.drover.queue.AmqpBroker;
import dev.drover.queue.AmqpClient;
import dev.drover.queue.KafkaBroker;
import dev.drover.queue.KafkaClient;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.slf4j.LoggerFactory;

/** Messages a second through queues to an echo agent, beside consumers of the bare brokers that echo; {@code bench/queues}. */
public final class QueueSpeed {
    private static final int COUNT = Integer.parseInt(System.getenv().getOrDefault("MESSAGES", "3000"));
    private static final int SENDERS = 4;
    private static final Map<String, String> ECHO = Map.of("DroverAgents", "echo");

    private QueueSpeed() {}

    /** Sends one message, or takes one reply. */
    private interface Step {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        Path folder = Files.createTempDirectory(Path.of("target"), "queues").toAbsolutePath();
        KafkaBroker kafka = KafkaBroker.shared();
        for (String topic : List.of("orders", "bare")) {
            kafka.topic(topic, SENDERS);
        }
        for (String topic : List.of("orders-answers", "bare-answers")) {
            kafka.topic(topic, 1);
        }
        try (AmqpBroker amqp = new AmqpBroker(folder.resolve("artemis"));
                DroverHere drover = new DroverHere(
                        folder.resolve("drover"),
                        "log.requests = false",
                        "triggers.amqp.kind = amqp",
                        "triggers.amqp.url = " + amqp.url(),
                        "triggers.amqp.from = orders",
                        "triggers.kafka.kind = kafka",
                        "triggers.kafka.url = " + kafka.address(),
                        "triggers.kafka.from = orders",
                        "triggers.kafka.reply-to = orders-answers")) {
            for (int round = 0; round < 2; round++) { // the first warms up
                double bareAmqp;
                try (Connection echo = echo(amqp.url())) {
                    bareAmqp = amqp(amqp.url(), "bare", "bare-answers-" + round);
                }
                double throughAmqp = amqp(amqp.url(), "orders", "orders-answers-" + round);
                CountDownLatch stop = new CountDownLatch(1);
                Thread echo = Thread.ofPlatform().start(() -> echo(kafka.address(), stop));
                double bareKafka = kafka(kafka.address(), "bare", "bare-answers");
                stop.countDown();
                echo.join();
                double throughKafka = kafka(kafka.address(), "orders", "orders-answers");
                if (round == 1) {
                    print("AMQP", throughAmqp, bareAmqp);
                    print("Kafka", throughKafka, bareKafka);
                }
            }
        }
        System.exit(0);
    }

    private static void print(String what, double through, double bare) {
        System.out.printf(
                "%s: %.0f messages/s through Drover, %.0f by a bare consumer: %.2f%n",
                what, through, bare, through / bare);
    }

    private static double amqp(String url, String queue, String replyTo) throws Exception {
        try (AmqpClient client = new AmqpClient(url, queue, replyTo)) {
            return rate(
                    () -> {
                        try (AmqpClient sender = new AmqpClient(url, queue, replyTo + "-unused")) {
                            for (int i = 0; i < COUNT / SENDERS; i++) {
                                sender.send("hello", "c", Map.of("DroverAgents", "echo", "DroverReplyTo", replyTo));
                            }
                        }
                    },
                    client::reply);
        }
    }

    private static double kafka(String address, String topic, String replyTo) throws Exception {
        try (KafkaClient client = new KafkaClient(address, topic, replyTo)) {
            client.skip();
            return rate(
                    () -> {
                        for (int i = 0; i < COUNT / SENDERS; i++) {
                            client.send(Integer.toString(i), "hello", ECHO);
                        }
                    },
                    client::reply);
        }
    }

    /** From the first message sent to the last reply taken. */
    private static double rate(Step send, Step reply) throws Exception {
        long begun = System.nanoTime();
        for (int i = 0; i < SENDERS; i++) {
            Thread.ofVirtual().start(() -> run(send));
        }
        for (int i = 0; i < COUNT / SENDERS * SENDERS; i++) {
            reply.run();
        }
        return COUNT * 1e9 / (System.nanoTime() - begun);
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As many consumers as Drover has, each of which answers and then acknowledges. */
    private static Connection echo(String url) throws JMSException {
        Connection connection = new JmsConnectionFactory(url).createConnection();
        for (int i = 0; i < SENDERS; i++) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(null);
            session.createConsumer(session.createQueue("bare")).setMessageListener(asked -> {
                try {
                    Message answer = session.createTextMessage("echo: " + asked.getBody(String.class));
                    producer.send(session.createQueue(asked.getStringProperty("DroverReplyTo")), answer);
                    asked.acknowledge();
                } catch (JMSException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        connection.start();
        return connection;
    }

    private static void echo(String address, CountDownLatch stop) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", address, "group.id", "bare", "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            consumer.subscribe(List.of("bare"));
            while (stop.getCount() > 0) {
                for (ConsumerRecord<String, String> asked : consumer.poll(Duration.ofMillis(50))) {
                    producer.send(new ProducerRecord<>("bare-answers", asked.key(), "echo: " + asked.value()));
                }
                producer.flush();
                consumer.commitSync();
            }
        }
    }
}
