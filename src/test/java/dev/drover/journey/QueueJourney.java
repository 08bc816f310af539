package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.queue.AmqpBroker;
import dev.drover.queue.AmqpClient;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on a queue, and a Drover that is killed over them. */
class QueueJourney {
    @TempDir
    static Path folder;

    private static AmqpBroker broker;
    private static AgentServer agents;
    private static RunningDrover drover;

    @BeforeAll
    static void start() throws Exception {
        broker = new AmqpBroker(folder.resolve("broker"));
        agents = new AgentServer();
        List<String> settings = new ArrayList<>(agents.settings("held", "owing", "counting"));
        for (String trigger : List.of("finished", "accepted")) {
            settings.add("triggers." + trigger + ".kind = amqp");
            settings.add("triggers." + trigger + ".url = " + broker.url());
            settings.add("triggers." + trigger + ".from = " + trigger);
            settings.add("triggers." + trigger + ".acknowledge = " + trigger);
        }
        settings.add("throttle.send = none");
        settings.add("triggers.gathering.kind = amqp");
        settings.add("triggers.gathering.url = " + broker.url());
        settings.add("triggers.gathering.from = gathering");
        settings.add("triggers.gathering.batch-count = 100");
        settings.add("triggers.gathering.batch-time = 10m");
        drover = new RunningDrover(folder.resolve("drover"), Map.of(), settings);
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(drover.log()).doesNotContain("planted");
        drover.close();
        agents.close();
        broker.close();
    }

    @Test
    void aMessageThatIsNotAcknowledgedYetFindsItsTaskAfterAKill() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "finished", "answers-1")) {
            client.send("planted hello", "c-1", Map.of("DroverAgents", "held", "Authorization", "planted"));
            Awaitility.await().until(() -> agents.calls("held").size() == 1);
            assertThat(broker.depth("finished")).isEqualTo(1);

            drover.kill();
            agents.open("held");
            drover.start();

            Message reply = client.reply();
            assertThat(AmqpClient.text(reply)).isEqualTo("held: planted hello");
            assertThat(reply.getJMSCorrelationID()).isEqualTo("c-1");
            assertThat(agents.calls("held"))
                    .hasSize(2)
                    .containsOnly(agents.calls("held").getFirst());
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> broker.depth("finished") == 0);
        }
    }

    @Test
    void whatIsOwedForAnAcknowledgedMessageIsSentAfterAKill() throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "accepted", "answers-2")) {
            client.send("hello", "c-2", Map.of("DroverAgents", "owing"));
            Awaitility.await().until(() -> agents.calls("owing").size() == 1 && broker.depth("accepted") == 0);

            drover.kill();
            agents.open("owing");
            drover.start();

            Message reply = client.reply();
            assertThat(AmqpClient.text(reply)).isEqualTo("owing: hello");
            assertThat(reply.getJMSCorrelationID()).isEqualTo("c-2");
            assertThat(reply.getStringProperty("DroverOutcome")).isEqualTo("completed");
        }
    }

    @Test
    void aBatchOfAHundredThatAKillInterruptsIsOneTaskWithEachOfThemOnce() throws Exception {
        int count = 100;
        agents.open("counting");
        try (AmqpClient client = new AmqpClient(broker.url(), "gathering", "answers-3")) {
            for (int i = 0; i < count - 1; i++) {
                client.send("message " + i + ".", "c", Map.of("DroverAgents", "counting"));
            }
            Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> broker.depth("gathering") < count / 2);

            drover.kill();
            drover.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> broker.depth("gathering") == 0);
            assertThat(agents.calls("counting")).isEmpty();
            client.send("message " + (count - 1) + ".", "c", Map.of("DroverAgents", "counting"));

            String answer = AmqpClient.text(client.reply());
            for (int i = 0; i < count; i++) {
                assertThat(answer).containsOnlyOnce("message " + i + ".");
            }
            assertThat(agents.calls("counting")).hasSize(1);
            assertThat(client.isQuiet()).isTrue();
        }
    }
}
