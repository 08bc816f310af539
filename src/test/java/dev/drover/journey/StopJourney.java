package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.GeminiServer.Asked;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.journey.A2aClient.Stream;
import dev.drover.queue.AmqpBroker;
import dev.drover.queue.AmqpClient;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop while work is in every state at once: it ends in time, and the next start goes on with all of it. */
class StopJourney {
    @TempDir
    Path folder;

    AmqpBroker broker;
    GeminiServer gemini;
    AgentServer agents;
    RunningDrover drover;
    A2aClient client;

    /** Models say nothing before the first stop. */
    final Semaphore models = new Semaphore(0);

    @BeforeEach
    void start() throws Exception {
        CompletableFuture<AmqpBroker> starting = CompletableFuture.supplyAsync(this::newBroker);
        gemini = new GeminiServer();
        gemini.otherwise(this::answer);
        agents = new AgentServer();
        agents.open("quick");
        broker = starting.join();
        List<String> settings = new ArrayList<>(agents.settings("quick", "held", "gate"));
        settings.addAll(List.of(
                "gemini.url = " + gemini.url(),
                "plan.planner = gemini",
                "plan.model = planning-model",
                "plan.timeout = 60s",
                "answer.policy = synthesize",
                "answer.model = writing-model",
                "answer.timeout = 60s"));
        for (String trigger : List.of("idle", "accepted", "finished", "gathering")) {
            settings.add("triggers." + trigger + ".kind = amqp");
            settings.add("triggers." + trigger + ".url = " + broker.url());
            settings.add("triggers." + trigger + ".from = " + trigger);
        }
        settings.add("triggers.finished.acknowledge = finished");
        settings.add("triggers.gathering.batch-count = 2");
        drover = new RunningDrover(folder.resolve("drover"), Map.of("GOOGLE_API_KEY", "a-key"), settings);
        client = new A2aClient(drover);
    }

    private AmqpBroker newBroker() {
        try {
            return new AmqpBroker(folder.resolve("broker"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Scripted answer(Asked asked) {
        return Scripted.text(
                        asked.model().equals("planning-model")
                                ? "{\"steps\": [{\"id\": \"a\", \"agent\": \"quick\", \"input\": \"as planned\"}]}"
                                : "as written")
                .behind(models);
    }

    @AfterEach
    void stop() throws Exception {
        drover.close();
        agents.close();
        gemini.close();
        broker.close();
    }

    @Test
    void aStopInEveryStateEndsInTimeAndLosesNothing() throws Exception {
        String waiting = begin("hello", "asking");
        String planned = begin("what do you think of it?");
        String fannedOut = begin("hello", "quick", "held");
        String concluding = begin("hello", "quick", "echo");
        CompletableFuture<JsonNode> blocked = CompletableFuture.supplyAsync(() -> send("hello", "held"));
        Stream stream = client.stream("SendStreamingMessage", A2aClient.message("tell", "telling"), Map.of());
        String told = stream.next().result().at("/task/id").asText();
        stream.next();
        try (AmqpClient accepted = new AmqpClient(broker.url(), "accepted", "answers-1");
                AmqpClient finished = new AmqpClient(broker.url(), "finished", "answers-2");
                AmqpClient gathering = new AmqpClient(broker.url(), "gathering", "answers-3");
                Socket half = new Socket("127.0.0.1", drover.port())) {
            accepted.send("hello", "c-1", Map.of("DroverAgents", "held"));
            finished.send("hello", "c-2", Map.of("DroverAgents", "held"));
            gathering.send("one.", "c-3", Map.of("DroverAgents", "quick"));
            half.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: it\r\nContent-Length: 9\r\n\r\n{"
                            .getBytes(StandardCharsets.UTF_8));
            Awaitility.await()
                    .until(() -> agents.calls("held").size() == 4
                            && gemini.asked().size() == 2
                            && broker.depth("gathering") == 0
                            && state(waiting).equals("TASK_STATE_INPUT_REQUIRED"));

            long began = System.nanoTime();
            int code = drover.stop();

            // server.shutdown is 3 s here
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
            assertThat(code).isEqualTo(143);
            assertThat(blocked.get().at("/status/state").asText()).isEqualTo("TASK_STATE_WORKING");
            assertThat(stream.next().end()).isTrue();

            agents.open("held");
            agents.open("gate");
            models.release(1000);
            drover.start();
            gathering.send("two.", "c-4", Map.of("DroverAgents", "quick"));

            assertThat(text(completed(planned))).isEqualTo("quick: as planned");
            assertThat(text(completed(fannedOut))).isEqualTo("as written");
            assertThat(text(completed(concluding))).isEqualTo("as written");
            assertThat(text(completed(blocked.get().path("id").asText()))).isEqualTo("held: hello");
            completed(told);
            assertThat(AmqpClient.text(accepted.reply())).isEqualTo("held: hello");
            assertThat(AmqpClient.text(finished.reply())).isEqualTo("held: hello");
            assertThat(AmqpClient.text(gathering.reply())).contains("one.", "two.");
            ObjectNode answer = A2aClient.message("I am Ann");
            ((ObjectNode) answer.path("message")).put("taskId", waiting);
            assertThat(text(client.send(answer))).isEqualTo("hello, I am Ann");
        }
    }

    private String begin(String text, String... names) throws Exception {
        ObjectNode params = A2aClient.message(text, names);
        params.putObject("configuration").put("returnImmediately", true);
        return client.send(params).path("id").asText();
    }

    private JsonNode send(String text, String... names) {
        try {
            return client.send(A2aClient.message(text, names));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String state(String taskId) throws Exception {
        return client.task(taskId).at("/status/state").asText();
    }

    private JsonNode completed(String taskId) throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> state(taskId)
                .equals("TASK_STATE_COMPLETED"));
        return client.task(taskId);
    }

    /** Of the last artifact, which is the answer where there are several. */
    private static String text(JsonNode task) {
        JsonNode artifacts = task.path("artifacts");
        return artifacts.path(artifacts.size() - 1).at("/parts/0/text").asText();
    }
}
