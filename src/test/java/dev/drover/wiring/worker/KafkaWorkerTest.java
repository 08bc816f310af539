package dev.drover.wiring.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.message.Message;
import dev.drover.queue.KafkaBroker;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Agents behind topics of Kafka, on a real broker. */
class KafkaWorkerTest {
    private static KafkaBroker broker;
    private static LocalDrover drover;
    private static LocalDrover other;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.shared();
        Map<String, String> settings = new HashMap<>();
        for (String agent : List.of("busy", "tardy", "deadly")) {
            broker.topic(agent, 2);
            broker.topic(agent + "-answers", 2);
            settings.put("agents." + agent + ".kind", "uri");
            settings.put("agents." + agent + ".uri", "kafka:" + agent);
            settings.put("agents." + agent + ".broker", broker.address());
            settings.put("agents." + agent + ".reply-to", agent + "-answers");
            settings.put("agents." + agent + ".retries", "0");
        }
        settings.put("agents.tardy.timeout", "3s");
        settings.put("agents.unheard.kind", "uri");
        settings.put("agents.unheard.uri", "kafka:busy");
        settings.put("agents.unheard.broker", broker.address());
        settings.put("agents.unheard.reply-to", "nowhere");
        settings.put("agents.unheard.retries", "0");
        settings.put("throttle.send", "none");
        drover = new LocalDrover(settings, Map.of());
        other = new LocalDrover(settings, Map.of());
    }

    @AfterAll
    static void stop() {
        drover.close();
        other.close();
    }

    @Test
    void workersShareTheLoadAndEachReplicaGetsItsOwnAnswers() throws Exception {
        try (KafkaWorker one = new KafkaWorker(broker.address(), "busy", "one");
                KafkaWorker two = new KafkaWorker(broker.address(), "busy", "two")) {
            one.answer();
            two.answer();
            await().atMost(Duration.ofSeconds(20)).until(() -> one.partitions() == 1 && two.partitions() == 1);

            List<CompletableFuture<Task>> tasks = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> (i % 2 == 0 ? drover : other).send("text " + i, "busy"), Thread::startVirtualThread))
                    .toList();

            for (int i = 0; i < tasks.size(); i++) {
                assertThat(text(tasks.get(i).get())).endsWith(": text " + i);
            }
            assertThat(one.taken()).isPositive();
            assertThat(two.taken()).isPositive();
            assertThat(one.taken() + two.taken()).isEqualTo(40);
        }
    }

    @Test
    void whatAWorkerHeldWhenItDiedIsDoneByAnother() throws Exception {
        KafkaWorker mortal = new KafkaWorker(broker.address(), "deadly", "mortal");
        CompletableFuture<Task> task =
                CompletableFuture.supplyAsync(() -> drover.send("hello", "deadly"), Thread::startVirtualThread);
        await().atMost(Duration.ofSeconds(20)).until(() -> mortal.taken() == 1);

        mortal.kill();
        try (KafkaWorker heir = new KafkaWorker(broker.address(), "deadly", "heir")) {
            heir.answer();

            assertThat(text(task.get())).isEqualTo("heir: hello");
            assertThat(heir.taken()).isEqualTo(1);
        }
    }

    @Test
    void anAgentWhoseAnswersHaveNoTopicFailsAtOnceAndSaysSo() {
        Task task = drover.send("hello", "unheard");

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(Message.textOf(task.status().message().parts()))
                .contains("its answers cannot be read, since there is no topic for them");
    }

    @Test
    void anAnswerThatIsLateIsDroppedAndTheNextCallGetsItsOwn() throws Exception {
        try (KafkaWorker worker = new KafkaWorker(broker.address(), "tardy", "tardy")) {
            Task late = drover.send("first", "tardy");
            assertThat(late.state()).isEqualTo(TaskState.FAILED);
            assertThat(late.metadata().toString()).contains("timed-out");
            await().atMost(Duration.ofSeconds(20)).until(() -> worker.taken() == 1);
            worker.answer();

            Task next = drover.send("second", "tardy");

            assertThat(text(next)).isEqualTo("tardy: second");
        }
    }

    private static String text(Task task) {
        return Message.textOf(task.artifacts().getFirst().artifact().parts());
    }
}
