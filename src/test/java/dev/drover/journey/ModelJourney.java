package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.journey.A2aClient.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is a model, against a server that speaks the protocol of the Gemini API. */
class ModelJourney {
    @TempDir
    static Path folder;

    static GeminiServer gemini;
    static RunningDrover drover;
    static A2aClient client;

    @BeforeAll
    static void start() throws Exception {
        gemini = new GeminiServer();
        Files.writeString(folder.resolve("adviser.txt"), "You advise {data.name}. Last time: {context.advice}");
        Files.writeString(folder.resolve("facts.json"), "{\"type\": \"object\"}");
        drover = new RunningDrover(
                folder,
                Map.of("GOOGLE_API_KEY", "the-secret-key"),
                List.of(
                        "gemini.url = " + gemini.url(),
                        "authenticate.allow-anonymous = true",
                        "authenticate.keys.metered.key = key-of-metered-0123456789",
                        "authenticate.keys.metered.tokens = 100/1h",
                        "throttle.send = none",
                        "throttle.read = none",
                        "agents.adviser.kind = gemini",
                        "agents.adviser.model = some-model",
                        "agents.adviser.description = Zzz advises",
                        "agents.adviser.instruction = adviser.txt",
                        "agents.adviser.remember = advice",
                        "agents.facts.kind = gemini",
                        "agents.facts.model = some-model",
                        "agents.facts.description = Zzz facts",
                        "agents.facts.output-schema = facts.json"));
        client = new A2aClient(drover);
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        List<String> written = files();
        assertThat(written).anyMatch(file -> file.contains("Buy ")); // so the journal can be read here
        assertThat(written).noneMatch(file -> file.contains("the-secret-key"));
        gemini.close();
    }

    /** All that the process has written: its log, its journal, its state. */
    private static List<String> files() throws IOException {
        List<String> contents = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    @BeforeEach
    void forget() {
        gemini.clear();
    }

    @Test
    void aStreamedAnswerArrivesPieceByPieceWhenTheModelSaysIt() throws Exception {
        Semaphore second = new Semaphore(0);
        Semaphore third = new Semaphore(0);
        gemini.then(Scripted.text("Buy ", "the red ", "one.").behind(null, second, third));

        try (Stream stream =
                client.stream("SendStreamingMessage", A2aClient.message("which one?", "adviser"), Map.of())) {
            stream.next();
            JsonNode first = stream.next().result().path("artifactUpdate");
            assertThat(first.at("/artifact/parts/0/text").asText()).isEqualTo("Buy ");
            assertThat(first.path("append").asBoolean()).isFalse();
            second.release();
            JsonNode next = stream.next().result().path("artifactUpdate");
            assertThat(next.at("/artifact/parts/0/text").asText()).isEqualTo("the red ");
            assertThat(next.path("append").asBoolean()).isTrue();
            third.release();
            assertThat(stream.next()
                            .result()
                            .at("/artifactUpdate/artifact/parts/0/text")
                            .asText())
                    .isEqualTo("one.");
            assertThat(stream.next().result().at("/artifactUpdate/lastChunk").asBoolean())
                    .isTrue();
            JsonNode end = stream.next().result().path("statusUpdate");
            assertThat(end.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
            assertThat(end.at("/metadata/drover/usage/promptTokens").asInt()).isEqualTo(100);
        }
    }

    @Test
    void aBlockingSendGetsTheTextAsOneAndWhatItCost() throws Exception {
        gemini.then(Scripted.text("Buy ", "it.").costing(70, 9));

        JsonNode task = client.send(A2aClient.message("which one?", "adviser"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(task.at("/artifacts/0/parts")).hasSize(1);
        assertThat(task.at("/artifacts/0/parts/0/text").asText()).isEqualTo("Buy it.");
        assertThat(task.at("/metadata/drover/usage/promptTokens").asInt()).isEqualTo(70);
        assertThat(task.at("/metadata/drover/usage/outputTokens").asInt()).isEqualTo(9);
    }

    @Test
    void whoHasTakenAllTokensOfAWindowSendsNoMore() throws Exception {
        Map<String, String> metered = Map.of("X-API-Key", "key-of-metered-0123456789");
        gemini.then(
                Scripted.text("Buy it.").costing(70, 9), Scripted.text("Still.").costing(90, 11));

        JsonNode first = client.call("SendMessage", A2aClient.message("which one?", "adviser"), metered);
        JsonNode last = client.call("SendMessage", A2aClient.message("sure?", "adviser"), metered);
        Awaitility.await().untilAsserted(() -> assertThat(
                        client.call("SendMessage", A2aClient.message("really?", "vehicle-intake"), metered)
                                .toString())
                .contains("\"code\":-32029", "the limit of 100 tokens of models in 3600 s is used up"));
        JsonNode another = client.send(A2aClient.message("a 2020 Toyota Camry", "vehicle-intake"));

        assertThat(first.at("/result/task/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(last.at("/result/task/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(another.path("status").path("state").asText()).startsWith("TASK_STATE_");
    }

    @Test
    void theContextIsTheConversationAndItsStateFillsTheInstruction() throws Exception {
        gemini.then(Scripted.text("Buy it."), Scripted.text("Still."));
        JsonNode first = client.send(A2aClient.message("which one?", "adviser"));
        var params = A2aClient.message("and now?", "adviser");
        var message = (com.fasterxml.jackson.databind.node.ObjectNode) params.path("message");
        message.put("contextId", first.path("contextId").asText());
        message.withArray("parts").addObject().putObject("data").put("name", "Ann");

        client.send(params);

        assertThat(gemini.asked().get(0).instruction()).isEqualTo("You advise . Last time: ");
        assertThat(gemini.asked().get(1).instruction()).isEqualTo("You advise Ann. Last time: Buy it.");
        JsonNode turns = gemini.asked().get(1).body().path("contents");
        assertThat(turns.findValuesAsText("role")).containsExactly("user", "model", "user");
        assertThat(turns.at("/0/parts/0/text").asText()).isEqualTo("which one?");
        assertThat(turns.at("/1/parts/0/text").asText()).isEqualTo("Buy it.");
        assertThat(turns.at("/2/parts/1/text").asText()).isEqualTo("{\"name\":\"Ann\"}");
    }

    @Test
    void anAnswerWithASchemaIsData() throws Exception {
        gemini.then(Scripted.text("{\"year\": 2020}"));

        JsonNode task = client.send(A2aClient.message("what is it?", "facts"));

        assertThat(task.at("/artifacts/0/parts/0/data/year").asInt()).isEqualTo(2020);
    }

    @Test
    void aBlockedAnswerEndsTheTaskVisibly() throws Exception {
        gemini.then(Scripted.blocked("PROHIBITED_CONTENT"));

        JsonNode task = client.send(A2aClient.message("something bad", "adviser"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_REJECTED");
        assertThat(task.at("/status/message/parts/0/text").asText()).contains("PROHIBITED_CONTENT");
        assertThat(gemini.asked()).hasSize(1);
    }

    @Test
    void aBusyServiceIsAskedAgainWhenItSaidSo() throws Exception {
        gemini.then(Scripted.retryIn("2s"), Scripted.text("Buy it."));
        long began = System.nanoTime();

        JsonNode task = client.send(A2aClient.message("which one?", "adviser"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(System.nanoTime() - began).isGreaterThan(2_000_000_000L);
        assertThat(gemini.asked()).hasSize(2);
    }

    @Test
    void aStreamThatBreaksIsBegunAnew() throws Exception {
        gemini.then(Scripted.text("Buy ", "the blu").thenBroken(), Scripted.error(500), Scripted.text("Buy it."));

        JsonNode task = client.send(A2aClient.message("which one?", "adviser"));

        assertThat(task.at("/artifacts/0/parts/0/text").asText()).isEqualTo("Buy it.");
        assertThat(gemini.asked()).hasSize(3);
    }

    @Test
    void theKeyIsNeitherInAnErrorNorOnTheCardNorInWhatIsToldOfATask() throws Exception {
        gemini.then(Scripted.error(403));

        JsonNode task = client.send(A2aClient.message("which one?", "adviser"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_FAILED");
        assertThat(gemini.asked().getFirst().key()).isEqualTo("the-secret-key"); // which the error repeats
        assertThat(task.toString()).doesNotContain("the-secret-key");
        for (String path : List.of(
                "/.well-known/agent-card.json",
                "/health",
                "/admin/journal/" + task.path("id").asText())) {
            assertThat(drover.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(drover.get(path).body()).doesNotContain("the-secret-key");
        }
    }
}
