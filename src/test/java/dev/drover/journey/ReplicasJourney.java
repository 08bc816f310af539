package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.adapter.Gate;
import dev.drover.adapter.redis.TestRedis;
import dev.drover.journey.A2aClient.Stream;
import dev.drover.journey.A2aClient.StreamEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/** Two replicas on one Redis, as their callers see them. */
class ReplicasJourney {
    @TempDir
    static Path folder;

    static TestRedis redis;
    static Gate way;
    static AgentServer agents;
    static RunningDrover one;
    static RunningDrover other;

    @BeforeAll
    static void start() throws Exception {
        redis = TestRedis.start("appendonly yes", "appendfsync always", "maxmemory-policy noeviction");
        way = new Gate(redis.port);
        agents = new AgentServer();
        List<String> settings = new ArrayList<>(agents.settings("gate", "patient"));
        settings.add("store.lease = 2s");
        one = replica("one", settings, way.port);
        other = replica("other", settings, way.port);
    }

    private static RunningDrover replica(String name, List<String> settings, int port) throws Exception {
        List<String> own = new ArrayList<>(settings);
        own.add("store.url = redis://127.0.0.1:" + port);
        return new RunningDrover(Files.createDirectory(folder.resolve(name)), Map.of(), own);
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        other.close();
        agents.close();
        way.close();
        redis.close();
    }

    @Test
    void aStreamOnTheOtherReplicaShowsEveryEventAsItHappens() throws Exception {
        Stream here = new A2aClient(one).stream("SendStreamingMessage", A2aClient.message("tell", "telling"), Map.of());
        String taskId = here.next().result().at("/task/id").asText();
        StreamEvent begun = here.next();
        ObjectNode id = A2aClient.JSON.createObjectNode().put("id", taskId);
        Stream there = new A2aClient(other).stream("SubscribeToTask", id, Map.of("Last-Event-ID", "0"));

        List<StreamEvent> before = upTo(there, begun.id());
        assertThat(before.getLast()).isEqualTo(begun);
        assertThat(there.quiet()).isTrue();
        agents.open("gate");

        assertThat(rest(there)).isEqualTo(rest(here)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void whileTheStoreIsAwayRequestsAreRefusedInTimeAndWorkWaitsAndGoesOn() throws Exception {
        A2aClient client = new A2aClient(one);
        ObjectNode params = A2aClient.message("wait", "patient");
        params.putObject("configuration").put("returnImmediately", true);
        String taskId = client.send(params).path("id").asText();
        Awaitility.await().until(() -> agents.calls("patient").size() == 1);

        way.freeze();
        long since = System.nanoTime();
        HttpResponse<String> refused = one.send(HttpRequest.newBuilder(one.uri("/"))
                .header("Content-Type", "application/json")
                .header("A2A-Version", "1.0")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\",\"params\":"
                                + A2aClient.message("no", "patient") + "}"))
                .build());
        int ready = one.get("/health/ready").statusCode();
        int live = one.get("/health/live").statusCode(); // or a platform would restart it for nothing
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        agents.open("patient");
        way.thaw();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(ready).isEqualTo(503);
        assertThat(live).isEqualTo(200);
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> one.get("/health/ready").statusCode() == 200
                        && client.task(taskId).at("/status/state").asText().equals("TASK_STATE_COMPLETED"));
        // The refused message may have come through when the store came back: nobody knew what became of it.
        assertThat(agents.calls("patient").stream().filter(call -> call.startsWith(taskId)))
                .hasSize(1);
    }

    private static List<StreamEvent> upTo(Stream stream, String id) throws InterruptedException {
        List<StreamEvent> events = new ArrayList<>();
        do {
            events.add(stream.next());
        } while (!events.getLast().id().equals(id));
        return events;
    }

    private static List<StreamEvent> rest(Stream stream) throws InterruptedException {
        List<StreamEvent> events = new ArrayList<>();
        for (StreamEvent event = stream.next(); !event.end(); event = stream.next()) {
            events.add(event);
        }
        return events;
    }
}
