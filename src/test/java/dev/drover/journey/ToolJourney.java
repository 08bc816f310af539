package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.Scripted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that have tools called, ask other agents, and hand the conversation over. */
class ToolJourney {
    @TempDir
    static Path folder;

    static GeminiServer gemini;
    static AgentServer agents;
    static RunningDrover drover;
    static A2aClient client;

    @BeforeAll
    static void start() throws Exception {
        gemini = new GeminiServer();
        agents = new AgentServer();
        List<String> settings = new ArrayList<>(agents.settings("quick", "slow"));
        settings.addAll(List.of(
                "gemini.url = " + gemini.url(),
                "routes.include = "
                        + Path.of("src/test/resources/journeys/tools").toAbsolutePath(),
                "agents.seller.kind = gemini",
                "agents.seller.model = some-model",
                "agents.seller.description = Zzz sells",
                "agents.seller.tools = stock, broken, quick, slow",
                "agents.seller.tool-calls = 3",
                "agents.host.kind = gemini",
                "agents.host.model = some-model",
                "agents.host.description = Zzz hosts",
                "agents.host.hand-over = asking, echo"));
        drover = new RunningDrover(folder, Map.of("GOOGLE_API_KEY", "a-key"), settings);
        client = new A2aClient(drover);
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        agents.close();
        gemini.close();
    }

    @BeforeEach
    void forget() {
        gemini.clear();
    }

    @Test
    void toolsAreCalledUntilTheModelAnswers() throws Exception {
        agents.open("quick");
        gemini.then(
                Scripted.calls("stock", Map.of("model", "Corolla")),
                Scripted.calls("quick", Map.of("message", "how much?")),
                Scripted.text("There are three."));

        JsonNode task = client.send(A2aClient.message("any Corolla?", "seller"));

        assertThat(task.at("/artifacts")).hasSize(1);
        assertThat(task.at("/artifacts/0/parts/0/text").asText()).isEqualTo("There are three.");
        assertThat(task.at("/metadata/drover/usage/promptTokens").asInt()).isEqualTo(300);
        JsonNode turns = gemini.asked().get(2).body().path("contents");
        assertThat(turns).hasSize(5);
        assertThat(turns.at("/1/parts/0/thoughtSignature").asText()).isNotEmpty();
        assertThat(turns.at("/2/parts/0/functionResponse/response/result").asText())
                .isEqualTo("3 of Corolla");
        assertThat(turns.at("/4/parts/0/functionResponse/response/result/text").asText())
                .isEqualTo("quick: how much?");
        JsonNode declared = gemini.asked().get(0).body().at("/tools/0/functionDeclarations");
        assertThat(declared.findValuesAsText("name")).containsExactly("stock", "broken", "quick", "slow");
        assertThat(declared.at("/0/parametersJsonSchema/properties/colour/enum"))
                .hasSize(2);
    }

    @Test
    void theModelIsToldWhatWentWrongAndNothingMore() throws Exception {
        gemini.then(
                Scripted.calls("broken", Map.of(), "stock", Map.of("colour", "green"), "unknown", Map.of()),
                Scripted.calls("stock", Map.of("model", "one too many")),
                Scripted.text("I do not know."));

        JsonNode task = client.send(A2aClient.message("any Corolla?", "seller"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        JsonNode turns = gemini.asked().get(2).body().path("contents");
        List<String> errors = turns.findValuesAsText("error");
        assertThat(errors.get(0)).isEqualTo("the tool failed");
        assertThat(errors.get(1)).contains("model", "colour");
        assertThat(errors.get(2)).isEqualTo("there is no tool unknown");
        assertThat(errors.get(3)).contains("no more tools");
        assertThat(turns.toString()).doesNotContain("a secret of the tool");
    }

    @Test
    void anAgentThatTheConversationIsHandedToAnswersInItsPlace() throws Exception {
        gemini.then(Scripted.calls("hand_over", Map.of("agent", "asking", "message", "ask for a colour")));

        JsonNode waiting = client.send(A2aClient.message("hello", "host"));
        ObjectNode more = A2aClient.message("I am blue");
        ((ObjectNode) more.path("message")).put("taskId", waiting.path("id").asText());
        JsonNode ended = client.send(more);

        assertThat(waiting.at("/status/state").asText()).isEqualTo("TASK_STATE_INPUT_REQUIRED");
        assertThat(ended.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(ended.at("/artifacts/0/parts/0/text").asText()).isEqualTo("hello, I am blue");
        assertThat(gemini.asked()).hasSize(1);
    }

    @Test
    void aKilledProcessGoesOnInTheMiddleOfAToolConversation() throws Exception {
        agents.open("quick");
        int quick = agents.calls("quick").size();
        gemini.then(
                Scripted.calls("quick", Map.of("message", "first")),
                Scripted.calls("slow", Map.of("message", "second")),
                Scripted.text("Both are known."));
        ObjectNode params = A2aClient.message("what of both?", "seller");
        params.putObject("configuration").put("returnImmediately", true);
        String taskId = client.send(params).path("id").asText();
        // the model has been told what quick said
        Awaitility.await().until(() -> agents.calls("slow").size() == 1);

        drover.kill();
        agents.open("slow");
        drover.start();

        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> client.task(taskId).at("/status/state").asText().equals("TASK_STATE_COMPLETED"));
        assertThat(client.task(taskId).at("/artifacts/0/parts/0/text").asText()).isEqualTo("Both are known.");
        assertThat(gemini.asked()).hasSize(3);
        assertThat(gemini.asked().get(2).body().path("contents")).hasSize(5);
        assertThat(agents.calls("quick")).hasSize(quick + 1);
        assertThat(agents.calls("slow")).hasSize(2);
        assertThat(agents.calls("slow").get(1)).isEqualTo(agents.calls("slow").get(0));
        assertThat(Files.readString(folder.resolve("drover.log"))).doesNotContain("a-key");
    }
}
