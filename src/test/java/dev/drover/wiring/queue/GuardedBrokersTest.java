package dev.drover.wiring.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.http.TestCertificate;
import dev.drover.queue.AmqpBroker;
import dev.drover.queue.KafkaBroker;
import dev.drover.queue.KafkaClient;
import dev.drover.wiring.worker.KafkaWorker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that want TLS, by a certificate of their own, and a user with a password. */
class GuardedBrokersTest {
    @TempDir
    static Path folder;

    private static TestCertificate certificate;
    private static AmqpBroker amqp;
    private static KafkaBroker kafka;
    private static DroverHere drover;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.make(folder, "artemis");
        amqp = AmqpBroker.guarded(folder.resolve("broker"), certificate);
        kafka = KafkaBroker.shared();
        kafka.topic("guarded", 1);
        kafka.topic("guarded-answers", 1);
        kafka.topic("guarded-records", 1);
        kafka.topic("guarded-words", 1);
        Path home = Files.createDirectories(folder.resolve("drover"));
        Files.writeString(home.resolve("artemis.pem"), certificate.pemCertificate());
        Files.writeString(home.resolve("kafka.pem"), kafka.certificate());
        drover = new DroverHere(
                home,
                "triggers.amqp.kind = amqp",
                "triggers.amqp.url = " + amqp.url(),
                "triggers.amqp.from = guarded",
                "triggers.amqp.user = " + AmqpBroker.USER,
                "triggers.amqp.password = " + AmqpBroker.PASSWORD,
                "triggers.amqp.ca = artemis.pem",
                "triggers.kafka.kind = kafka",
                "triggers.kafka.url = " + kafka.secureAddress(),
                "triggers.kafka.from = guarded",
                "triggers.kafka.user = " + KafkaBroker.USER,
                "triggers.kafka.password = " + KafkaBroker.PASSWORD,
                "triggers.kafka.tls = true",
                "triggers.kafka.ca = kafka.pem",
                "triggers.kafka.reply-to = guarded-answers",
                "agents.words.kind = uri",
                "agents.words.uri = amqp:guarded-words",
                "agents.words.broker = " + amqp.url(),
                "agents.words.user = " + AmqpBroker.USER,
                "agents.words.password = " + AmqpBroker.PASSWORD,
                "agents.words.ca = artemis.pem",
                "agents.records.kind = uri",
                "agents.records.uri = kafka:guarded-records",
                "agents.records.broker = " + kafka.secureAddress(),
                "agents.records.user = " + KafkaBroker.USER,
                "agents.records.password = " + KafkaBroker.PASSWORD,
                "agents.records.tls = true",
                "agents.records.ca = kafka.pem",
                "agents.records.reply-to = guarded-words");
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        amqp.close();
    }

    @Test
    void requestsAndRepliesPassAnAmqpBrokerThatIsGuarded() throws Exception {
        try (Connection connection = connect(AmqpBroker.PASSWORD)) {
            connection.start();
            assertThat(answer(connection.createSession(), "echo")).isEqualTo("echo: hello");
        }
        assertThatThrownBy(() -> connect("another")).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void agentsBehindBrokersThatAreGuardedAnswer() throws Exception {
        try (Connection connection = connect(AmqpBroker.PASSWORD);
                KafkaWorker records = new KafkaWorker(kafka.address(), "guarded-records", "by topic")) {
            Session working = connection.createSession();
            working.createConsumer(working.createQueue("guarded-words"))
                    .setMessageListener(asked -> work(working, asked));
            records.answer();
            connection.start();
            Session asking = connection.createSession();

            assertThat(answer(asking, "words")).isEqualTo("by queue");
            assertThat(answer(asking, "records")).isEqualTo("by topic: hello");
        }
    }

    private static void work(Session session, Message asked) {
        try (MessageProducer producer = session.createProducer(asked.getJMSReplyTo())) {
            TextMessage answer = session.createTextMessage("by queue");
            answer.setJMSCorrelationID(asked.getJMSCorrelationID());
            producer.send(answer);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What this agent answers to somebody who comes by the guarded queue. */
    private static String answer(Session session, String agent) throws JMSException {
        TextMessage asked = session.createTextMessage("hello");
        asked.setStringProperty("DroverAgents", agent);
        asked.setJMSReplyTo(session.createQueue("guarded-answers"));
        try (MessageProducer producer = session.createProducer(session.createQueue("guarded"));
                MessageConsumer answers = session.createConsumer(session.createQueue("guarded-answers"))) {
            producer.send(asked);
            return answers.receive(20_000).getBody(String.class);
        }
    }

    private static Connection connect(String password) throws Exception {
        String trust = "?transport.trustStoreType=PKCS12&transport.trustStorePassword=" + TestCertificate.PASSWORD
                + "&transport.trustStoreLocation="
                + URLEncoder.encode(certificate.keystore().toString(), StandardCharsets.UTF_8);
        return new JmsConnectionFactory(AmqpBroker.USER, password, amqp.url() + trust).createConnection();
    }

    @Test
    void requestsAndRepliesPassAKafkaBrokerThatIsGuarded() throws Exception {
        try (KafkaClient client = new KafkaClient(kafka.address(), "guarded", "guarded-answers")) {
            client.send("key", "hello", Map.of("DroverAgents", "echo"));

            assertThat(client.reply().value()).isEqualTo("echo: hello");
        }
    }
}
