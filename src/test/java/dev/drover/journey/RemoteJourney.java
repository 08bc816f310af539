package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.adapter.Gate;
import dev.drover.journey.A2aClient.Stream;
import dev.drover.journey.A2aClient.StreamEvent;
import java.io.IOException;
import java.nio.file.Files;
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
    static Gate gate;
    static A2aClient client;
    static A2aClient farClient;

    @BeforeAll
    static void start() throws Exception {
        agents = new AgentServer();
        far = new RunningDrover(farFolder, Map.of(), agents.settings("gate", "held", "halted", "outlived"));
        gate = new Gate(far.uri("/").getPort());
        gate.freeze();
        near = new RunningDrover(
                nearFolder,
                Map.of(),
                List.of(
                        "agents.far.kind = a2a",
                        "agents.far.url = " + far.uri("/"),
                        "agents.far.timeout = 4m",
                        "agents.dim.kind = a2a",
                        "agents.dim.url = http://127.0.0.1:" + gate.port,
                        "agents.dim.timeout = 2s",
                        "agents.dim.retries = 0",
                        "outgoing.allow = 127.0.0.1/32",
                        "agents.nobody.kind = a2a",
                        "agents.nobody.url = http://127.0.0.1:1"));
        client = new A2aClient(near);
        farClient = new A2aClient(far);
    }

    @AfterAll
    static void stop() throws Exception {
        near.close();
        gate.close();
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
        awaitTag("far", "appointment");
    }

    /** A word of the agent's own is among the tags that the near Drover's card has for it. */
    private static void awaitTag(String agent, String tag) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode card = A2aClient.JSON.readTree(
                    near.get("/.well-known/agent-card.json").body());
            for (JsonNode skill : card.path("skills")) {
                if (skill.path("id").asText().equals(agent)) {
                    return skill.path("tags").toString().contains(tag);
                }
            }
            return false;
        });
    }

    @Test
    void aSlowCardDegradesItsAgentAloneAndAChangedOneIsFollowed() throws Exception {
        JsonNode meanwhile = client.send(A2aClient.message("echo", "far", "dim"));
        gate.thaw();
        awaitTag("dim", "appointment");
        JsonNode afterwards = client.send(A2aClient.message("echo", "dim"));

        Path echo = farFolder.resolve("routes/agents/echo.camel.yaml");
        Files.writeString(
                farFolder.resolve("routes/agents/zebras.camel.yaml"),
                Files.readString(echo)
                        .replace("agent-echo", "agent-zebras")
                        .replace("Zzz says the same again", "Zzz tells of zebras")
                        .replace("    errorHandler:", "    note: tags = zebras\n    errorHandler:"));
        far.kill();
        client.send(A2aClient.message("echo", "dim")); // it fails, which is a reason to look at the card again
        far.start();
        awaitTag("dim", "zebras");

        assertThat(meanwhile.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(meanwhile.at("/metadata/drover/missing")).hasSize(1);
        assertThat(meanwhile.at("/metadata/drover/missing/0/agent").asText()).isEqualTo("dim");
        assertThat(meanwhile.at("/metadata/drover/missing/0/reason").asText()).isEqualTo("timed-out");
        assertThat(afterwards.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
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
