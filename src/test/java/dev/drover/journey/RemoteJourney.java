package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.journey.A2aClient.Stream;
import dev.drover.journey.A2aClient.StreamEvent;
import java.io.IOException;
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

/** A second Drover as the remote agent {@code far} of the first: what a client sees through both. */
class RemoteJourney {
    @TempDir
    static Path nearFolder;

    @TempDir
    static Path farFolder;

    static AgentServer agents;
    static RunningDrover far;
    static RunningDrover near;
    static A2aClient client;
    static A2aClient farClient;

    @BeforeAll
    static void start() throws Exception {
        agents = new AgentServer();
        far = new RunningDrover(farFolder, Map.of(), agents.settings("gate", "held", "halted", "outlived"));
        near = new RunningDrover(
                nearFolder,
                Map.of(),
                List.of(
                        "agents.far.kind = a2a",
                        "agents.far.url = " + far.uri("/"),
                        "agents.far.timeout = 4m",
                        "agents.nobody.kind = a2a",
                        "agents.nobody.url = http://127.0.0.1:1"));
        client = new A2aClient(near);
        farClient = new A2aClient(far);
    }

    @AfterAll
    static void stop() throws Exception {
        near.close();
        far.close();
        agents.close();
    }

    /** A message for the agent of the far Drover that has this name; the near one sends all to the far one. */
    private static ObjectNode to(String agent) {
        return A2aClient.message(agent, "far");
    }

    private static String begin(String agent) throws IOException {
        ObjectNode params = to(agent);
        params.putObject("configuration").put("returnImmediately", true);
        String id = client.send(params).path("id").asText();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !agents.calls(agent)
                .isEmpty());
        return id;
    }

    private static String state(A2aClient of, String taskId) throws IOException {
        return of.task(taskId).at("/status/state").asText();
    }

    private static List<String> farStates(String text) throws IOException {
        List<String> states = new ArrayList<>();
        ObjectNode query = A2aClient.JSON.createObjectNode().put("pageSize", 100);
        farClient.call("ListTasks", query).at("/result/tasks").forEach(task -> {
            if (task.at("/history/0/parts/0/text").asText().equals(text)) {
                states.add(task.at("/status/state").asText());
            }
        });
        return states;
    }

    @Test
    void sendsAndGetsTheFarAgentsArtifact() throws Exception {
        JsonNode task = client.send(to("echo"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(task.path("artifacts")).hasSize(1);
        assertThat(task.at("/artifacts/0/artifactId").asText()).isEqualTo("echo");
        assertThat(task.at("/artifacts/0/parts/0/text").asText()).isEqualTo("echo");
    }

    @Test
    void streamsWhatTheFarAgentShowsWhenItShowsIt() throws Exception {
        Stream stream = client.stream("SendStreamingMessage", to("telling"), Map.of());

        assertThat(stream.next().result().has("task")).isTrue();
        assertThat(stream.next()
                        .result()
                        .at("/statusUpdate/status/message/parts/0/text")
                        .asText())
                .isEqualTo("begun");
        // the far agent is held at its gate: that came while it works
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> agents.calls("gate").size() == 1);
        assertThat(stream.quiet()).isTrue();
        agents.open("gate");
        StreamEvent first = stream.next();
        StreamEvent last = stream.next();

        assertThat(first.result().at("/artifactUpdate/artifact/parts/0/text").asText())
                .isEqualTo("first");
        assertThat(last.result().at("/artifactUpdate/append").asBoolean()).isTrue();
        assertThat(stream.next().result().at("/statusUpdate/status/state").asText())
                .isEqualTo("TASK_STATE_COMPLETED");
    }

    @Test
    void theFarAgentsQuestionIsAnsweredInItsOwnTask() throws Exception {
        JsonNode asked = client.send(to("asking"));
        ObjectNode answer = A2aClient.message("I am Ann");
        ((ObjectNode) answer.path("message")).put("taskId", asked.path("id").asText());

        JsonNode done = client.send(answer);

        assertThat(asked.at("/status/state").asText()).isEqualTo("TASK_STATE_INPUT_REQUIRED");
        assertThat(asked.at("/status/message/parts/0/text").asText()).isEqualTo("Who are you?");
        assertThat(done.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(done.at("/artifacts/0/parts/0/text").asText()).isEqualTo("hello, I am Ann");
        assertThat(farStates("asking")).containsExactly("TASK_STATE_COMPLETED");
    }

    @Test
    void cancelReachesTheFarTask() throws Exception {
        String id = begin("held");

        client.call("CancelTask", A2aClient.JSON.createObjectNode().put("id", id));

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> farStates("held")
                .equals(List.of("TASK_STATE_CANCELED")));
        assertThat(state(client, id)).isEqualTo("TASK_STATE_CANCELED");
    }

    @Test
    void aFailureOfTheFarAgentIsToldByBoth() throws Exception {
        JsonNode task = client.send(to("failing"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_FAILED");
        assertThat(task.at("/status/message/parts/0/text").asText()).contains("far failed", "failing failed");
        assertThat(task.at("/metadata/drover/missing/0/agent").asText()).isEqualTo("far");
    }

    @Test
    void anAgentWithoutACardIsMissingAloneAndSaysWhy() throws Exception {
        JsonNode task = client.send(A2aClient.message("echo", "far", "nobody"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(task.at("/metadata/drover/missing").toString())
                .contains("nobody", "failed")
                .doesNotContain("far");
    }

    @Test
    void theFarDroversSkillsAreOnTheNearOnesCard() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            JsonNode card = A2aClient.JSON.readTree(
                    near.get("/.well-known/agent-card.json").body());
            for (JsonNode skill : card.path("skills")) {
                if (skill.path("id").asText().equals("far")) {
                    return skill.path("tags").toString().contains("appointment");
                }
            }
            return false;
        });
    }

    @Test
    void aRestartOfTheFarDroverInTheMiddleLosesNothing() throws Exception {
        String id = begin("halted");

        far.kill();
        agents.open("halted");
        far.start();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> state(client, id)
                .equals("TASK_STATE_COMPLETED"));
        assertThat(farStates("halted")).containsExactly("TASK_STATE_COMPLETED");
    }

    @Test
    void aRestartOfTheNearDroverGoesOnWithTheFarTaskAndSendsNothingAgain() throws Exception {
        String id = begin("outlived");

        near.kill();
        agents.open("outlived");
        near.start();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> state(client, id)
                .equals("TASK_STATE_COMPLETED"));
        assertThat(farStates("outlived")).containsExactly("TASK_STATE_COMPLETED");
        assertThat(agents.calls("outlived")).hasSize(1);
    }
}
