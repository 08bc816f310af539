package dev.drover.wiring.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.adapter.redis.TestRedis;
import dev.drover.queue.AmqpBroker;
import dev.drover.queue.AmqpClient;
import dev.drover.queue.KafkaBroker;
import dev.drover.queue.KafkaClient;
import jakarta.jms.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues of replicas that share a Redis. */
class SharedQueuesTest {
    @TempDir
    Path folder;

    private AmqpBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = new AmqpBroker(folder.resolve("broker"));
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void whatOneReplicaOwesWhileTheBrokerIsAwayTheOtherDelivers() throws Exception {
        DroverHere one = replica("one", "owing");
        one.hold(true);
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers")) {
            client.send("hello", "c-1", Map.of("DroverAgents", "held"));
            await().until(() -> broker.depth("orders") == 0);

            broker.stop();
            one.hold(false);
            await().until(() -> one.worked("held").contains("held: hello"));
            one.close();
            try (DroverHere other = replica("other", "owing")) {
                broker.start();

                Message reply = client.reply();
                assertThat(AmqpClient.text(reply)).isEqualTo("held: hello");
                assertThat(reply.getJMSCorrelationID()).isEqualTo("c-1");
                assertThat(other.worked("held")).isEmpty();
                assertThat(client.isQuiet()).isTrue();
            }
        }
    }

    @Test
    void replicasShareTheMessagesOfAQueueAndFillOneBatch() throws Exception {
        try (DroverHere one = replica("one", "gathering");
                DroverHere other = replica("other", "gathering");
                AmqpClient orders = new AmqpClient(broker.url(), "orders", "answers");
                AmqpClient client = new AmqpClient(broker.url(), "gathered", "batches")) {
            int sent = 0;
            while (sent < 1000
                    && (one.worked("echo").isEmpty() || other.worked("echo").isEmpty())) {
                orders.send("order " + sent++, "c", Map.of("DroverAgents", "echo"));
                orders.reply();
            }
            assertThat(one.worked("echo")).isNotEmpty();
            assertThat(other.worked("echo")).isNotEmpty();
            for (int i = 0; i < 50; i++) {
                client.send("message " + i + ".", "c", Map.of("DroverAgents", "echo"));
            }

            String answer = AmqpClient.text(client.reply());

            for (int i = 0; i < 50; i++) {
                assertThat(answer).containsOnlyOnce("message " + i + ".");
            }
            assertThat(client.isQuiet()).isTrue();
            assertThat(one.worked("echo").size() + other.worked("echo").size()).isEqualTo(sent + 1);
        }
    }

    @Test
    void replicasShareThePartitionsOfATopicFillOneBatchAndTakeOverFromEachOther() throws Exception {
        KafkaBroker kafka = KafkaBroker.shared();
        for (String topic : List.of("shared", "shared-gathered")) {
            kafka.topic(topic, 4);
            kafka.topic(topic + "-answers", 1);
        }
        try (DroverHere one = replica("one", "sharing", sharing(kafka));
                KafkaClient orders = new KafkaClient(kafka.address(), "shared", "shared-answers");
                KafkaClient client = new KafkaClient(kafka.address(), "shared-gathered", "shared-gathered-answers")) {
            DroverHere other = replica("other", "sharing", sharing(kafka));
            int sent = 0;
            while (sent < 1000
                    && (one.worked("echo").isEmpty() || other.worked("echo").isEmpty())) {
                orders.send("key " + sent, "order " + sent++, Map.of("DroverAgents", "echo"));
                orders.reply();
            }
            assertThat(one.worked("echo")).isNotEmpty();
            assertThat(other.worked("echo")).isNotEmpty();
            for (int i = 0; i < 50; i++) {
                client.send("key " + i, "message " + i + ".", Map.of("DroverAgents", "echo"));
            }
            String answer = client.reply().value();
            for (int i = 0; i < 50; i++) {
                assertThat(answer).containsOnlyOnce("message " + i + ".");
            }
            assertThat(one.worked("echo").size() + other.worked("echo").size()).isEqualTo(sent + 1);

            other.close();
            for (int i = 0; i < 20; i++) {
                orders.send("key " + i, "late order " + i, Map.of("DroverAgents", "echo"));
            }
            // An order read again while partitions moved is one task, but its reply may come twice.
            Set<String> late = new HashSet<>();
            while (late.size() < 20) {
                String reply = orders.reply().value();
                if (reply.startsWith("echo: late order ")) {
                    late.add(reply);
                }
            }
            assertThat(one.worked("echo")).filteredOn(late::contains).hasSize(20);
        }
    }

    private static String[] sharing(KafkaBroker kafka) {
        return new String[] {
            "triggers.shared.kind = kafka",
            "triggers.shared.url = " + kafka.address(),
            "triggers.shared.from = shared",
            "triggers.shared.consumers = 2",
            "triggers.shared.reply-to = shared-answers",
            "triggers.filling.kind = kafka",
            "triggers.filling.url = " + kafka.address(),
            "triggers.filling.from = shared-gathered",
            "triggers.filling.consumers = 2",
            "triggers.filling.reply-to = shared-gathered-answers",
            "triggers.filling.batch-count = 50",
            "triggers.filling.batch-time = 10m"
        };
    }

    @Test
    void whatAReplicaHasNotAcknowledgedWhenItStopsTheOtherFindsAsTheSameTask() throws Exception {
        KafkaBroker kafka = KafkaBroker.shared();
        kafka.topic("handed-over", 1);
        kafka.topic("handed-over-answers", 1);
        DroverHere one = replica("one", "handing", careful(kafka));
        one.hold(true);
        try (AmqpClient client = new AmqpClient(broker.url(), "careful", "answers");
                KafkaClient records = new KafkaClient(kafka.address(), "handed-over", "handed-over-answers")) {
            client.send("by queue", "c-1", Map.of("DroverAgents", "held"));
            records.send("key", "by topic", Map.of("DroverAgents", "held", "DroverCorrelation", "c-2"));
            await().until(() -> one.holds(2));

            Thread stopping = Thread.ofVirtual().start(() -> stop(one));
            try (DroverHere other = replica("other", "handing", careful(kafka))) {
                Message reply = client.reply();
                ConsumerRecord<String, String> record = records.reply();

                assertThat(AmqpClient.text(reply)).isEqualTo("held: by queue");
                assertThat(record.value()).isEqualTo("held: by topic");
                assertThat(KafkaClient.headers(record)).containsEntry("DroverCorrelation", "c-2");
                assertThat(client.isQuiet()).isTrue();
                assertThat(other.worked("held")).containsExactlyInAnyOrder("held: by queue", "held: by topic");
            }
            stopping.join();
        }
    }

    private static void stop(DroverHere replica) {
        try {
            replica.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatComesWhileTheStoreIsAwayWaitsAndIsThenAnswered() throws Exception {
        TestRedis redis = TestRedis.start("appendonly yes");
        try (redis;
                DroverHere drover = replica(redis, "one", "waiting");
                AmqpClient client = new AmqpClient(broker.url(), "orders", "answers")) {
            redis.kill();
            client.send("hello", "good", Map.of("DroverAgents", "echo"));
            client.send("", "bad", Map.of());
            assertThat(client.isQuiet()).isTrue();
            assertThat(broker.depth("orders")).isEqualTo(2);

            redis.startAgain();

            List<String> replies = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Message reply = client.reply();
                replies.add(reply.getJMSCorrelationID() + " " + reply.getStringProperty("DroverOutcome"));
            }
            assertThat(replies).containsExactlyInAnyOrder("good completed", "bad rejected");
            assertThat(drover.worked("echo")).containsExactly("echo: hello");
        }
    }

    @Test
    void aMessageThatWaitsForALimitGoesBackAtOnceWhenDroverStops() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers")) {
            DroverHere drover = replica("one", "limited", "triggers.orders.send = 1/1h", "server.shutdown = 30s");
            client.send("first", "c", Map.of("DroverAgents", "echo"));
            client.send("second", "c", Map.of("DroverAgents", "echo"));
            client.reply();
            await().until(() -> drover.metrics().contains("drover_messages_in_flight{trigger=\"orders\"} 1.0"));

            long begun = System.nanoTime();
            drover.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
            assertThat(broker.depth("orders")).isEqualTo(1);
            assertThat(drover.worked("echo")).hasSize(1);
        }
    }

    /** A queue and a topic whose messages are acknowledged when their tasks are at rest. */
    private String[] careful(KafkaBroker kafka) {
        return new String[] {
            "triggers.careful.kind = amqp",
            "triggers.careful.url = " + broker.url(),
            "triggers.careful.from = careful",
            "triggers.careful.acknowledge = finished",
            "triggers.records.kind = kafka",
            "triggers.records.url = " + kafka.address(),
            "triggers.records.from = handed-over",
            "triggers.records.consumers = 1",
            "triggers.records.acknowledge = finished",
            "triggers.records.reply-to = handed-over-answers"
        };
    }

    private DroverHere replica(String name, String keys, String... more) throws Exception {
        return replica(TestRedis.shared(), name, keys, more);
    }

    private DroverHere replica(TestRedis redis, String name, String keys, String... more) throws Exception {
        List<String> settings = new ArrayList<>(List.of(
                "store.url = redis://127.0.0.1:" + redis.port + "?prefix=" + keys,
                "store.lease = 1s",
                "server.shutdown = 1s",
                "triggers.orders.kind = amqp",
                "triggers.orders.url = " + broker.url(),
                "triggers.orders.from = orders",
                "triggers.gathering.kind = amqp",
                "triggers.gathering.url = " + broker.url(),
                "triggers.gathering.from = gathered",
                "triggers.gathering.batch-count = 50",
                "triggers.gathering.batch-time = 10m"));
        settings.addAll(List.of(more));
        return new DroverHere(Files.createDirectories(folder.resolve(name)), settings.toArray(String[]::new));
    }
}
