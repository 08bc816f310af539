package dev.drover.wiring.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.adapter.redis.TestRedis;
import dev.drover.queue.AmqpBroker;
import dev.drover.queue.AmqpClient;
import jakarta.jms.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
    void replicasFillOneBatch() throws Exception {
        try (DroverHere one = replica("one", "gathering");
                DroverHere other = replica("other", "gathering");
                AmqpClient client = new AmqpClient(broker.url(), "gathered", "answers")) {
            for (int i = 0; i < 50; i++) {
                client.send("message " + i + ".", "c", Map.of("DroverAgents", "echo"));
            }

            String answer = AmqpClient.text(client.reply());

            for (int i = 0; i < 50; i++) {
                assertThat(answer).containsOnlyOnce("message " + i + ".");
            }
            assertThat(client.isQuiet()).isTrue();
            assertThat(one.worked("echo").size() + other.worked("echo").size()).isEqualTo(1);
        }
    }

    private DroverHere replica(String name, String keys) throws Exception {
        return new DroverHere(
                Files.createDirectories(folder.resolve(name)),
                "store.url = redis://127.0.0.1:" + TestRedis.shared().port + "?prefix=" + keys,
                "store.lease = 1s",
                "triggers.orders.kind = amqp",
                "triggers.orders.url = " + broker.url(),
                "triggers.orders.from = orders",
                "triggers.gathering.kind = amqp",
                "triggers.gathering.url = " + broker.url(),
                "triggers.gathering.from = gathered",
                "triggers.gathering.batch-count = 50",
                "triggers.gathering.batch-time = 10m");
    }
}
