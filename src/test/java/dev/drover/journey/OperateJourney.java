package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of one Drover: its metrics, its log, its health, its way down. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperateJourney {
    private static final String SECRET = "planted-secret-4711";

    @TempDir
    static Path folder;

    static OtlpReceiver receiver;
    static AgentServer agents;
    static RunningDrover drover;
    static A2aClient client;
    static JsonNode partial;

    @BeforeAll
    static void start() throws Exception {
        receiver = new OtlpReceiver();
        agents = new AgentServer();
        List<String> settings = new ArrayList<>(agents.settings("held"));
        settings.addAll(List.of(
                "log.format = ecs",
                "otel.endpoint = " + receiver.endpoint(),
                "otel.headers = api-key=" + SECRET,
                "otel.interval = 500ms",
                "server.drain = 2s"));
        drover = new RunningDrover(folder, Map.of(), settings);
        client = new A2aClient(drover);
        partial = client.call(
                        "SendMessage",
                        A2aClient.message("the payload " + SECRET, "echo", "failing"),
                        Map.of("Authorization", "Bearer " + SECRET, "X-API-Key", SECRET))
                .at("/result/task");
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        agents.close();
        receiver.close();
    }

    @Test
    @Order(1)
    void theMetricsPageTellsWhatHappened() throws Exception {
        client.call("GetTask", A2aClient.JSON.createObjectNode().put("id", "01a21054-0000-7000-8000-000000000000"));

        client.call("SomethingElse", A2aClient.JSON.createObjectNode());
        drover.get("/something/else");

        List<String> page = metrics();

        assertThat(page)
                .contains(
                        "drover_tasks_ended_total{partial=\"true\",state=\"completed\"} 1.0",
                        "drover_steps_total{agent=\"echo\",reply=\"answered\"} 1.0",
                        "drover_steps_total{agent=\"failing\",reply=\"failed\"} 1.0",
                        "drover_retries_total{agent=\"failing\"} 1.0",
                        "drover_attempts_failed_total{agent=\"failing\",reason=\"failed\"} 2.0",
                        "drover_calls_in_flight{agent=\"failing\"} 0.0",
                        "drover_breaker_state{agent=\"echo\",state=\"closed\"} 1.0",
                        "drover_requests_total{operation=\"send\",outcome=\"ok\"} 1.0",
                        "drover_requests_total{operation=\"get-task\",outcome=\"refused\"} 1.0",
                        "drover_refusals_total{reason=\"task-not-found\"} 1.0",
                        "drover_requests_total{operation=\"unknown\",outcome=\"refused\"} 2.0",
                        "drover_tasks_in_progress 0.0",
                        "drover_streams 0.0")
                .anyMatch(line -> line.startsWith("drover_store_seconds_count{operation=\"append\"}"))
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("else")) // what callers write is no label
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"))
                .anyMatch(line -> line.startsWith("jvm_gc_live_data_size_bytes"))
                .anyMatch(line -> line.startsWith("jvm_gc_max_data_size_bytes"));
    }

    private static List<String> metrics() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + drover.managementPort() + "/metrics"))
                .build();
        return drover.send(request).body().lines().toList();
    }

    @Test
    @Order(2)
    void theSameMetricsArePushedByOtlpWithTheReceiversKey() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> receiver.points("drover.tasks.ended")
                .anyMatch(point -> point.getAsDouble() == 1));

        assertThat(receiver.keys()).containsOnly(SECRET);
        assertThat(receiver.metrics().getFirst().getResource().getAttributesList())
                .anyMatch(attribute -> attribute.getKey().equals("service.name")
                        && attribute.getValue().getStringValue().equals("drover"));
    }

    @Test
    @Order(3)
    void theLogIsOneJsonObjectALineWithFixedKeysAndWithoutSecretsOrPayload() throws Exception {
        String taskId = partial.path("id").asText();
        Awaitility.await().until(() -> drover.log().contains("task ended"));

        List<JsonNode> lines = new ArrayList<>();
        for (String line : drover.log().lines().toList()) {
            if (!line.startsWith("WARNING: ")) { // the JVM's own, about native access
                lines.add(A2aClient.JSON.readTree(line));
            }
        }

        assertThat(drover.log()).doesNotContain(SECRET, "the payload");
        assertThat(lines).allSatisfy(line -> assertThat(line.has("@timestamp") && line.has("ecs.version"))
                .isTrue());
        JsonNode ended = line(lines, "task ended", taskId);
        assertThat(ended.path("drover.missing").asText()).isEqualTo("failing:failed");
        assertThat(ended.path("drover.caller").asText()).isEqualTo("anonymous");
        assertThat(ended.path("drover.millis").isNumber()).isTrue();
        JsonNode failed = line(lines, "call failed", taskId);
        assertThat(failed.path("drover.agent").asText()).isEqualTo("failing");
        assertThat(failed.path("drover.caller").asText()).isEqualTo("anonymous");
        assertThat(failed.path("drover.context").asText())
                .isEqualTo(partial.path("contextId").asText());
        JsonNode request = line(lines, "request", taskId);
        assertThat(request.path("drover.operation").asText()).isEqualTo("send");
        assertThat(request.path("drover.context").asText())
                .isEqualTo(partial.path("contextId").asText());
        assertThat(request.path("trace.id").asText())
                .matches("[0-9a-f]{32}")
                .isEqualTo(ended.path("trace.id").asText());
    }

    private static JsonNode line(List<JsonNode> lines, String message, String taskId) {
        return lines.stream()
                .filter(line -> line.path("message").asText().equals(message)
                        && line.path("drover.task").asText().equals(taskId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line: " + message));
    }

    @Test
    @Order(4)
    void healthNamesEveryPartAndAnAgentThatIsDownOnlyDegrades() throws Exception {
        JsonNode before = A2aClient.JSON.readTree(drover.get("/health").body());
        assertThat(before.path("status").asText()).isEqualTo("UP");
        assertThat(before.path("parts").findValuesAsText("part")).contains("store", "agent echo", "agent failing");

        for (int i = 0; i < 6; i++) {
            client.send(A2aClient.message("hello", "failing"));
        }

        JsonNode after = A2aClient.JSON.readTree(drover.get("/health").body());
        assertThat(after.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(drover.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(drover.get("/health/started").statusCode()).isEqualTo(200);
        assertThat(metrics()).contains("drover_breaker_state{agent=\"failing\",state=\"open\"} 1.0");
    }

    @Test
    @Order(5)
    void onTheWayDownItIsNotReadyFirstThenFinishesWhatIsInFlightAndEndsByItself() throws Exception {
        CompletableFuture<JsonNode> inFlight = CompletableFuture.supplyAsync(() -> send("held"));
        Awaitility.await().until(() -> agents.calls("held").size() == 1);

        CompletableFuture<Integer> stopped = CompletableFuture.supplyAsync(OperateJourney::exitCode);

        Awaitility.await().until(() -> drover.get("/health/ready").statusCode() == 503);
        assertThat(send("echo").at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        agents.open("held");
        assertThat(inFlight.get().at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(stopped.get()).isEqualTo(143);
    }

    private static JsonNode send(String agent) {
        try {
            return client.send(A2aClient.message("hello", agent));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int exitCode() {
        try {
            return drover.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
