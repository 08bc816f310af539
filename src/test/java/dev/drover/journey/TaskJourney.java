package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client sees of tasks, over real HTTP, on the embedded store. */
class TaskJourney {
    private static final String TRADE_IN =
            "I'd like to trade in my 2020 Toyota Camry, 45,000 miles, good condition. When could I come in?";

    @TempDir
    static Path folder;

    static AgentServer agents;
    static RunningDrover drover;
    static A2aClient client;

    @BeforeAll
    static void start() throws Exception {
        agents = new AgentServer();
        List<String> settings = new ArrayList<>(agents.settings("counted", "held", "released", "first", "second"));
        settings.add("reply.wait = 20s");
        drover = new RunningDrover(folder, Map.of(), settings);
        client = new A2aClient(drover);
        agents.open("counted");
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        agents.close();
    }

    @Test
    void tradesInACarWithBothSampleAgents() throws Exception {
        JsonNode task = client.send(A2aClient.message(TRADE_IN));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(task.path("artifacts")).hasSize(3);
        assertThat(task.at("/artifacts/2/artifactId").asText()).isEqualTo("answer");
        assertThat(task.at("/artifacts/2/parts/0/text").asText()).contains("2020 Toyota Camry");
        assertThat(task.at("/metadata/drover/partial").asBoolean()).isFalse();
    }

    @Test
    void booksAnAppointmentInALaterMessageOfTheContext() throws Exception {
        JsonNode offered = client.send(A2aClient.message("When could I come in for an appointment?", "calendar"));
        ObjectNode choice = A2aClient.message("The second one, please", "calendar");
        ((ObjectNode) choice.path("message"))
                .put("contextId", offered.path("contextId").asText());

        JsonNode booked = client.send(choice);

        assertThat(booked.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(booked.path("contextId")).isEqualTo(offered.path("contextId"));
        assertThat(booked.path("artifacts").toString()).contains("booked");
    }

    @Test
    void waitsForTheCallersAnswerAndGoesOn() throws Exception {
        JsonNode asked = client.send(A2aClient.message("hello", "asking"));
        ObjectNode answer = A2aClient.message("I am Ann");
        ((ObjectNode) answer.path("message")).put("taskId", asked.path("id").asText());

        JsonNode done = client.send(answer);

        assertThat(asked.at("/status/state").asText()).isEqualTo("TASK_STATE_INPUT_REQUIRED");
        assertThat(asked.at("/status/message/parts/0/text").asText()).isEqualTo("Who are you?");
        assertThat(done.path("id")).isEqualTo(asked.path("id"));
        assertThat(done.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(done.at("/artifacts/0/parts/0/text").asText()).isEqualTo("hello, I am Ann");
        assertThat(done.path("history")).hasSize(3);
    }

    @Test
    void aRepeatedFollowUpIsHeardOnce() throws Exception {
        JsonNode asked = client.send(A2aClient.message("hello", "asking"));
        ObjectNode answer = A2aClient.message("I am Ann");
        ((ObjectNode) answer.path("message")).put("taskId", asked.path("id").asText());
        Map<String, String> key = Map.of("Idempotency-Key", "follow-up-" + System.nanoTime());

        JsonNode done = client.call("SendMessage", answer, key).at("/result/task");
        JsonNode repeat = client.call("SendMessage", answer, key).at("/result/task");

        assertThat(done.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(repeat).isEqualTo(done);
    }

    @Test
    void aLaterWaveBeginsWhenTheEarlierHasReplied() throws Exception {
        ObjectNode params = A2aClient.message("one after the other");
        ObjectNode metadata = ((ObjectNode) params.path("message")).putObject("metadata");
        metadata.putArray("agents")
                .add(A2aClient.JSON.valueToTree(List.of("first")))
                .add(A2aClient.JSON.valueToTree(List.of("second")));
        params.putObject("configuration").put("returnImmediately", true);
        String id = client.send(params).path("id").asText();
        Awaitility.await().until(() -> agents.calls("first").size() == 1);
        assertThat(agents.calls("second")).isEmpty();

        agents.open("first");

        Awaitility.await().until(() -> agents.calls("second").size() == 1);
        agents.open("second");
        Awaitility.await()
                .until(() -> client.task(id).at("/status/state").asText().equals("TASK_STATE_COMPLETED"));
        assertThat(client.task(id).path("artifacts")).hasSize(3);
    }

    @Test
    void theCardTellsItsAgentsAndIsNotSentAgainToWhoHasIt() throws Exception {
        HttpResponse<String> card = drover.get("/.well-known/agent-card.json");
        String tag = card.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = drover.send(HttpRequest.newBuilder(drover.uri("/.well-known/agent-card.json"))
                .header("If-None-Match", tag)
                .build());

        assertThat(A2aClient.JSON.readTree(card.body()).path("skills").findValuesAsText("id"))
                .contains("vehicle-intake", "calendar", "counted");
        assertThat(card.headers().firstValue("Cache-Control").orElseThrow()).startsWith("public, max-age=");
        assertThat(card.headers().firstValue("Last-Modified")).isPresent();
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void answersInPartAndNamesWhoIsMissing() throws Exception {
        JsonNode task = client.send(A2aClient.message("anybody there?", "echo", "hanging", "failing"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(task.at("/metadata/drover/partial").asBoolean()).isTrue();
        assertThat(task.at("/metadata/drover/missing").toString())
                .contains("\"hanging\"", "\"timed-out\"", "\"failing\"", "\"failed\"");
        String answer =
                task.path("artifacts").get(task.path("artifacts").size() - 1).toString();
        assertThat(answer).contains("anybody there?", "hanging", "failing");
    }

    @Test
    void failsWhenNobodyAnswersAndSaysWhy() throws Exception {
        JsonNode task = client.send(A2aClient.message("hello", "failing"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_FAILED");
        assertThat(task.at("/status/message/parts/0/text").asText()).contains("failing");
    }

    @Test
    void cancelInterruptsWhatRunsAndDropsTheLateReply() throws Exception {
        ObjectNode params = A2aClient.message("wait", "held");
        params.putObject("configuration").put("returnImmediately", true);
        String id = client.send(params).path("id").asText();
        Awaitility.await().until(() -> agents.calls("held").size() == 1);

        JsonNode canceled =
                client.call("CancelTask", A2aClient.JSON.createObjectNode().put("id", id));

        agents.open("held");
        assertThat(canceled.at("/result/status/state").asText()).isEqualTo("TASK_STATE_CANCELED");
        JsonNode again =
                client.call("CancelTask", A2aClient.JSON.createObjectNode().put("id", id));
        assertThat(again.at("/error/code").asInt()).isEqualTo(-32002);
        assertThat(client.task(id).at("/status/state").asText()).isEqualTo("TASK_STATE_CANCELED");
        assertThat(client.task(id).has("artifacts")).isFalse();
    }

    @Test
    void aRepeatWithTheSameKeyGetsTheFirstOnesTask() throws Exception {
        int before = agents.calls("counted").size();
        ObjectNode params = A2aClient.message("count me", "counted");
        Map<String, String> key = Map.of("Idempotency-Key", "one-" + System.nanoTime());

        JsonNode first = client.call("SendMessage", params, key).at("/result/task");
        JsonNode repeat = client.call("SendMessage", params, key).at("/result/task");
        JsonNode other = client.call("SendMessage", A2aClient.message("something else", "counted"), key);

        assertThat(repeat).isEqualTo(first);
        assertThat(agents.calls("counted")).hasSize(before + 1);
        assertThat(other.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(other.at("/error/message").asText()).contains("Idempotency-Key");
    }

    @Test
    void twentyConcurrentRepeatsRunOnce() throws Exception {
        int before = agents.calls("counted").size();
        ObjectNode params = A2aClient.message("count me once", "counted");
        Map<String, String> key = Map.of("Idempotency-Key", "many-" + System.nanoTime());
        Callable<String> send = () ->
                client.call("SendMessage", params, key).at("/result/task/id").asText();

        Set<String> ids = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> sent : threads.invokeAll(java.util.Collections.nCopies(20, send))) {
                ids.add(sent.get());
            }
        }

        assertThat(ids).hasSize(1).doesNotContain("");
        assertThat(agents.calls("counted")).hasSize(before + 1);
    }

    @Test
    void listsAThousandTasksOfAContextPageByPage() throws Exception {
        String context = "thousand-" + System.nanoTime();
        Callable<String> send = () -> {
            ObjectNode params = A2aClient.message("hello", "echo");
            ((ObjectNode) params.path("message")).put("contextId", context);
            return client.send(params).path("id").asText();
        };
        Set<String> sent = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<String> one : threads.invokeAll(java.util.Collections.nCopies(1000, send))) {
                sent.add(one.get());
            }
        }

        List<String> listed = new ArrayList<>();
        String token = "";
        do {
            ObjectNode query =
                    A2aClient.JSON.createObjectNode().put("contextId", context).put("pageSize", 100);
            if (!token.isEmpty()) {
                query.put("pageToken", token);
            }
            JsonNode page = client.call("ListTasks", query).path("result");
            assertThat(page.path("totalSize").asInt()).isEqualTo(1000);
            page.path("tasks").forEach(task -> listed.add(task.path("id").asText()));
            token = page.path("nextPageToken").asText();
        } while (!token.isEmpty());

        assertThat(listed).hasSize(1000).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void returnsAtOnceWhenAsked() throws Exception {
        ObjectNode params = A2aClient.message("wait", "released");
        params.putObject("configuration").put("returnImmediately", true);

        JsonNode task = client.send(params);

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_WORKING");
        agents.open("released");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> client.task(
                        task.path("id").asText())
                .at("/status/state")
                .asText()
                .equals("TASK_STATE_COMPLETED"));
    }

    @Test
    void nobodyMatchesIsAnAnswerThatSaysWhoIsThere() throws Exception {
        JsonNode task = client.send(A2aClient.message("qwertzuiop"));

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        assertThat(task.at("/artifacts/0/parts/0/text").asText()).contains("calendar", "vehicle-intake");
    }
}
