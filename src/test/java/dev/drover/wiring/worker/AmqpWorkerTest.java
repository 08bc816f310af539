package dev.drover.wiring.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.message.Part;
import dev.drover.queue.AmqpBroker;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents behind queues of AMQP 1.0, on a real broker. */
class AmqpWorkerTest {
    @TempDir
    static Path folder;

    private static AmqpBroker broker;
    private static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        broker = new AmqpBroker(folder);
        Map<String, String> settings = new java.util.HashMap<>();
        for (String agent : List.of("python", "shared", "mortal", "slow", "kept")) {
            settings.put("agents." + agent + ".kind", "uri");
            settings.put("agents." + agent + ".uri", "amqp:queue:" + agent);
            settings.put("agents." + agent + ".broker", broker.url());
            settings.put("agents." + agent + ".retries", "0");
        }
        settings.put("agents.slow.timeout", "300ms");
        settings.put("agents.mortal.uri", "amqp:/queues/mortal");
        settings.put("throttle.send", "none");
        drover = new LocalDrover(settings, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        broker.close();
    }

    @Test
    void theSampleWorkerInPythonAnswersInTheFormOfTheContract() throws Exception {
        Assumptions.assumeTrue(hasPython(), "python3 is not installed: the sample worker is not run");
        Process worker = new ProcessBuilder(
                        "python3", "docs/agents/worker.py", "127.0.0.1", Integer.toString(broker.port()), "python")
                .inheritIO()
                .start();
        try {
            Task task = drover.send("how many words are these?", "python");

            assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
            assertThat(task.artifacts().getFirst().artifact().parts())
                    .containsExactly(
                            Part.text("5 words"), Part.data(Map.of("words", 5L, "call", task.id() + "/python/1")));
        } finally {
            worker.destroyForcibly().waitFor();
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "1").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void workersShareTheLoadAndEachCallerGetsItsOwnAnswer() throws Exception {
        try (AmqpWorker one = new AmqpWorker(broker.url(), "shared");
                AmqpWorker other = new AmqpWorker(broker.url(), "shared")) {
            one.answer("one: ");
            other.answer("other: ");

            List<CompletableFuture<Task>> tasks = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> drover.send("text " + i, "shared"), Thread::startVirtualThread))
                    .toList();

            for (int i = 0; i < tasks.size(); i++) {
                assertThat(text(tasks.get(i).get())).endsWith(": text " + i);
            }
            assertThat(one.taken()).isGreaterThan(5);
            assertThat(other.taken()).isGreaterThan(5);
            assertThat(one.taken() + other.taken()).isEqualTo(40);
        }
    }

    @Test
    void whatAWorkerHeldWhenItDiedIsDoneByAnother() throws Exception {
        AmqpWorker mortal = new AmqpWorker(broker.url(), "/queues/mortal");
        CompletableFuture<Task> task =
                CompletableFuture.supplyAsync(() -> drover.send("hello", "mortal"), Thread::startVirtualThread);
        await().until(() -> mortal.taken() == 1);

        mortal.close();
        try (AmqpWorker heir = new AmqpWorker(broker.url(), "/queues/mortal")) {
            heir.answer("heir: ");

            assertThat(text(task.get())).isEqualTo("heir: hello");
        }
    }

    @Test
    void anAnswerThatIsLateIsDroppedAndTheNextCallGetsItsOwn() throws Exception {
        try (AmqpWorker worker = new AmqpWorker(broker.url(), "slow")) {
            Task late = drover.send("first", "slow");
            assertThat(late.state()).isEqualTo(TaskState.FAILED);
            assertThat(late.metadata().toString()).contains("timed-out");

            worker.answer("slow: ");
            await().until(() -> broker.depth("slow") == 0);

            assertThat(text(drover.send("second", "slow"))).isEqualTo("slow: second");
        }
    }

    @Test
    void aBrokerThatRestartsIsFoundAgain() throws Exception {
        try (AmqpWorker worker = new AmqpWorker(broker.url(), "kept")) {
            worker.answer("kept: ");
            assertThat(text(drover.send("before", "kept"))).isEqualTo("kept: before");

            broker.stop();
            broker.start();

            await().atMost(Duration.ofSeconds(20)).until(() -> {
                Task task = drover.send("after", "kept");
                return task.state() == TaskState.COMPLETED && text(task).equals("kept: after");
            });
        }
    }

    private static String text(Task task) {
        return dev.drover.message.Message.textOf(
                task.artifacts().getFirst().artifact().parts());
    }
}
