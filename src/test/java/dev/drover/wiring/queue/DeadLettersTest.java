package dev.drover.wiring.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.queue.AmqpBroker;
import dev.drover.queue.AmqpClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters, from a queue to an operator's hands over HTTP. */
class DeadLettersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static AmqpBroker broker;
    private static DroverHere drover;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        broker = new AmqpBroker(folder.resolve("broker"));
        drover = new DroverHere(
                folder.resolve("drover"),
                "answer.policy = quorum",
                "triggers.orders.kind = amqp",
                "triggers.orders.url = " + broker.url(),
                "triggers.orders.from = orders");
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        drover.close();
        broker.close();
    }

    @Test
    void aFailedTaskIsRunAgainAndOnlyWhatHadNoGoodReplyIsCalled() throws Exception {
        drover.breakMoody(true);
        String id = send("again", Map.of("DroverAgents", "echo,moody,failing"), "failed");
        JsonNode shown = get("/" + id);
        assertThat(shown.path("state").asText()).isEqualTo("failed");
        assertThat(shown.path("by").asText()).isEqualTo("orders");
        assertThat(shown.path("missing")).extracting(JsonNode::asText).containsExactly("moody", "failing");
        drover.breakMoody(false);

        JsonNode result = post("/" + id + "/run-again", "").path("results").get(0);

        String again = result.path("taskId").asText();
        Awaitility.await().until(() -> drover.worked("moody").contains("moody: again"));
        Awaitility.await().until(() -> drover.state(again).equals("COMPLETED"));
        assertThat(drover.worked("echo")).containsOnlyOnce("echo: again");
        assertThat(status("/" + id)).isEqualTo(404);
    }

    @Test
    void aMessageThatIsNoRequestIsListedWithoutItsSecretsAndDiscardedWithANote() throws Exception {
        String id = send("{\"parts\":1,\"password\":\"hunter2\"}", Map.of(), "rejected");
        JsonNode shown = get("/" + id);
        assertThat(shown.path("reason").asText()).contains("parts");
        assertThat(shown.path("payload").asText()).contains("\"parts\":1").doesNotContain("hunter2");

        assertThat(post("/" + id + "/discard", "{}").toString()).contains("note");
        assertThat(post("/" + id + "/discard", "{\"note\":\"a test\"}")
                        .path("discarded")
                        .asText())
                .isEqualTo(id);

        assertThat(listed(100)).doesNotContain(id);
    }

    @Test
    void pagesShowEachOnceTheLatestFirst() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.addFirst(send("{\"parts\":" + i + "}", Map.of(), "rejected"));
        }

        assertThat(listed(2)).containsSubsequence(sent).doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeRunAgainIsToldBesideWhatCan() throws Exception {
        String id = send("", Map.of(), "rejected");

        JsonNode results =
                post("/run-again", "{\"ids\":[\"" + id + "\",\"nothing\"]}").path("results");

        assertThat(results.get(0).path("taskId").asText()).isEqualTo(id + ".again");
        assertThat(results.get(1).path("error").asText()).contains("nothing");
        assertThat(status("?limit=0")).isEqualTo(400);
        assertThat(status("?cursor=x")).isEqualTo(400);
    }

    /** Sends a message and gives the id of its task when it has come to this end. */
    private static String send(String text, Map<String, String> headers, String outcome) throws Exception {
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers")) {
            client.send(text, "c", headers);
            var reply = client.reply();
            assertThat(reply.getStringProperty("DroverOutcome")).isEqualTo(outcome);
            return reply.getStringProperty("DroverTaskId");
        }
    }

    private static List<String> listed(int limit) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("?limit=" + limit + "&cursor=" + cursor);
            page.path("deadLetters").forEach(letter -> ids.add(letter.path("id").asText()));
            cursor = page.path("next").asText();
        } while (!cursor.isEmpty());
        return ids;
    }

    private static int status(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build()).statusCode();
    }

    private static JsonNode get(String path) throws Exception {
        return JSON.readTree(send(HttpRequest.newBuilder(uri(path)).build()).body());
    }

    private static JsonNode post(String path, String body) throws Exception {
        return JSON.readTree(send(HttpRequest.newBuilder(uri(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .body());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + drover.port() + "/admin/dead-letters" + path);
    }
}
