package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.journey.A2aClient.Stream;
import dev.drover.journey.A2aClient.StreamEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client sees of a task while it happens. */
class StreamJourney {
    @TempDir
    static Path folder;

    static AgentServer agents;
    static RunningDrover drover;
    static A2aClient client;

    @BeforeAll
    static void start() throws Exception {
        agents = new AgentServer();
        drover = new RunningDrover(folder, Map.of(), agents.settings("gate"));
        client = new A2aClient(drover);
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        agents.close();
    }

    @BeforeEach
    void forget() {
        agents.clear();
    }

    @Test
    void everyEventArrivesWhenItHappensAndAReaderCanResumeAfterAnyOfThem() throws Exception {
        Stream stream = client.stream("SendStreamingMessage", A2aClient.message("tell", "telling"), Map.of());
        StreamEvent task = stream.next();
        StreamEvent begun = stream.next();

        // the agent is held at its gate: these two came while it works
        assertThat(task.result().at("/task/status/state").asText()).isEqualTo("TASK_STATE_WORKING");
        assertThat(begun.result()
                        .at("/statusUpdate/status/message/parts/0/text")
                        .asText())
                .isEqualTo("begun");
        Awaitility.await().until(() -> agents.calls("gate").size() == 1);
        assertThat(stream.quiet()).isTrue();
        agents.open("gate");
        List<StreamEvent> rest = rest(stream);

        assertThat(rest.get(0)
                        .result()
                        .at("/artifactUpdate/artifact/parts/0/text")
                        .asText())
                .isEqualTo("first");
        assertThat(rest.get(1).result().at("/artifactUpdate/append").asBoolean())
                .isTrue();
        JsonNode last = rest.getLast().result().path("statusUpdate");
        assertThat(last.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        ObjectNode id = A2aClient.JSON
                .createObjectNode()
                .put("id", task.result().at("/task/id").asText());
        Stream resumed = client.stream("SubscribeToTask", id, Map.of("Last-Event-ID", begun.id()));
        assertThat(rest(resumed)).isEqualTo(rest);
    }

    @Test
    void twoSubscribersSeeTheSameEventsInTheSameOrder() throws Exception {
        ObjectNode params = A2aClient.message("tell", "telling");
        params.putObject("configuration").put("returnImmediately", true);
        String taskId = client.send(params).path("id").asText();
        ObjectNode id = A2aClient.JSON.createObjectNode().put("id", taskId);
        Awaitility.await().until(() -> agents.calls("gate").size() == 1);

        Stream one = client.stream("SubscribeToTask", id, Map.of());
        Stream two = client.stream("SubscribeToTask", id, Map.of());
        StreamEvent snapshot = one.next();
        assertThat(two.next()).isEqualTo(snapshot);
        agents.open("gate");
        List<StreamEvent> seen = rest(one);

        assertThat(rest(two)).isEqualTo(seen);
        assertThat(seen).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aSubscriberThatGoesAwayChangesNothing() throws Exception {
        Stream stream = client.stream("SendStreamingMessage", A2aClient.message("tell", "telling"), Map.of());
        String taskId = stream.next().result().at("/task/id").asText();
        stream.close();

        agents.open("gate");

        Awaitility.await()
                .until(() -> client.task(taskId).at("/status/state").asText().equals("TASK_STATE_COMPLETED"));
    }

    private static List<StreamEvent> rest(Stream stream) throws InterruptedException {
        List<StreamEvent> events = new ArrayList<>();
        for (StreamEvent event = stream.next(); !event.end(); event = stream.next()) {
            events.add(event);
        }
        return events;
    }
}
