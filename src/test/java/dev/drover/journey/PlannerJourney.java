package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.Scripted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A model that plans, and what happens when it does not. The breaker that opens then stays open, so that comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlannerJourney {
    private static final String WORTH = "What is my 2020 Toyota Camry worth, 45,000 miles, good condition?";

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
        List<String> settings = new ArrayList<>(agents.settings("first", "second", "third"));
        settings.addAll(List.of(
                "gemini.url = " + gemini.url(),
                "plan.planner = gemini",
                "plan.model = planning-model",
                "plan.timeout = 1s"));
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
    void itsPlanRunsInTwoWavesAndCanBeAnAnswer() throws Exception {
        gemini.then(Scripted.text("""
                {"steps": [{"id": "a", "agent": "first", "input": "begin"},
                           {"id": "b", "agent": "second", "input": "go on", "after": ["a"]}]}"""));
        gemini.then(Scripted.text("{\"steps\": [], \"answer\": \"Nothing to do.\"}"));
        ObjectNode params = A2aClient.message("do both, please");
        params.putObject("configuration").put("returnImmediately", true);

        String taskId = client.send(params).path("id").asText();
        Awaitility.await().until(() -> agents.calls("first").size() == 1);
        assertThat(agents.calls("second")).isEmpty();
        agents.open("first");
        agents.open("second");
        Awaitility.await()
                .until(() -> client.task(taskId).at("/status/state").asText().equals("TASK_STATE_COMPLETED"));

        JsonNode task = client.task(taskId);
        assertThat(task.at("/artifacts").findValuesAsText("text")).contains("first: begin", "second: go on");
        assertThat(task.at("/metadata/drover/usage/promptTokens").asInt()).isEqualTo(100);
        assertThat(gemini.asked().getFirst().model()).isEqualTo("planning-model");
        assertThat(gemini.asked().getFirst().instruction()).contains("\"name\":\"calendar\"");
        JsonNode answered = client.send(A2aClient.message("nothing"));
        assertThat(answered.at("/artifacts/0/parts/0/text").asText()).isEqualTo("Nothing to do.");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void itIsPlannedByMatchingWhereItGivesNoPlanInTimeOrAtAll() throws Exception {
        Semaphore never = new Semaphore(0);
        gemini.then(
                Scripted.text("a plan, as you wished"),
                Scripted.text("{\"steps\": [{\"id\": \"a\", \"agent\": \"nobody\", \"input\": \"x\"}]}"),
                Scripted.text("late").behind(never));
        gemini.otherwise(asked -> Scripted.error(500));

        for (int i = 0; i < 12; i++) {
            JsonNode task = client.send(A2aClient.message(WORTH));
            assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
            assertThat(task.at("/artifacts/0/artifactId").asText()).isEqualTo("valuation");
        }

        // the breaker is open once half of at least ten calls have failed
        assertThat(gemini.asked()).hasSizeBetween(8, 10);
        never.release();
    }

    @Test
    void aCallerWhoNamesAgentsNeedsNoModel() throws Exception {
        agents.open("third");

        JsonNode task = client.send(A2aClient.message("hello", "third"));

        assertThat(task.at("/artifacts/0/parts/0/text").asText()).isEqualTo("third: hello");
        assertThat(gemini.asked()).isEmpty();
    }
}
