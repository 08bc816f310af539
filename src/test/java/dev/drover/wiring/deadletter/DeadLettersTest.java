package dev.drover.wiring.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.queue.AmqpBroker;
import dev.drover.queue.AmqpClient;
import dev.drover.wiring.command.Commands;
import dev.drover.wiring.queue.DroverHere;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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
                "triggers.orders.kind = amqp",
                "triggers.orders.url = " + broker.url(),
                "triggers.orders.from = orders",
                "triggers.hasty.kind = amqp",
                "triggers.hasty.url = " + broker.url(),
                "triggers.hasty.from = hasty",
                "triggers.hasty.reply-for = 1ms");
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        drover.close();
        broker.close();
    }

    @Test
    void aFailedTaskIsRunAgain() throws Exception {
        drover.breakMoody(true);
        String id = send("again", Map.of("DroverAgents", "moody,failing"), "failed");
        JsonNode shown = get("/" + id);
        assertThat(shown.path("kind").asText()).isEqualTo("task");
        assertThat(shown.path("by").asText()).isEqualTo("orders");
        assertThat(shown.path("missing")).extracting(JsonNode::asText).containsExactly("moody", "failing");
        drover.breakMoody(false);

        JsonNode result = post("/" + id + "/run-again", "").path("results").get(0);

        String again = result.path("taskId").asText();
        Awaitility.await().until(() -> drover.worked("moody").contains("moody: again"));
        Awaitility.await().until(() -> drover.state(again).equals("COMPLETED"));
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

    @Test
    void aCallThatIsMissingInAnAnswerIsKeptAndRunAgainAlone() throws Exception {
        drover.breakMoody(true);
        String id = send("partly", Map.of("DroverAgents", "echo,chatty,moody"), "completed");
        String letter = id + ".calls-1";
        JsonNode shown = get("/" + letter);
        assertThat(shown.path("kind").asText()).isEqualTo("call");
        assertThat(shown.path("taskId").asText()).isEqualTo(id);
        assertThat(shown.path("by").asText()).isEqualTo("orders");
        assertThat(shown.path("payload").asText()).isEqualTo("partly");
        assertThat(shown.path("missing")).extracting(JsonNode::asText).containsExactly("moody");
        drover.breakMoody(false);

        String again = post("/" + letter + "/run-again", "")
                .path("results")
                .get(0)
                .path("taskId")
                .asText();

        Awaitility.await().until(() -> drover.state(again).equals("COMPLETED"));
        assertThat(drover.worked("moody")).contains("moody: partly");
        assertThat(drover.worked("echo")).containsOnlyOnce("echo: partly");
        assertThat(status("/" + letter)).isEqualTo(404);
    }

    @Test
    void aReplyThatItsQueueRefusesIsKeptAndHoldsUpNoOther() throws Exception {
        broker.forbidAnythingNewBelow("nowhere");
        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "answers")) {
            client.send("lost", "c", Map.of("DroverAgents", "echo", "DroverReplyTo", "nowhere.at-all"));
            client.send("found", "c", Map.of("DroverAgents", "echo"));
            assertThat(AmqpClient.text(client.reply())).isEqualTo("echo: found");
        }
        JsonNode letter = replyFor("nowhere.at-all");
        String id = letter.path("id").asText();
        assertThat(letter.path("reason").asText()).contains("nowhere.at-all").contains("does not take the reply");
        assertThat(letter.path("attempts").asInt()).isEqualTo(3);
        assertThat(drover.state(letter.path("taskId").asText())).isEqualTo("COMPLETED");

        broker.allow("nowhere");
        post("/" + id + "/run-again", "");

        try (AmqpClient client = new AmqpClient(broker.url(), "orders", "nowhere.at-all")) {
            assertThat(AmqpClient.text(client.reply())).isEqualTo("echo: lost");
        }
        assertThat(letters("reply"))
                .noneMatch(reply -> reply.path("id").asText().equals(id));
    }

    @Test
    void aReplyWhoseTimeIsUpIsKeptAfterOneAttempt() throws Exception {
        broker.forbidAnythingNewBelow("never");
        try (AmqpClient client = new AmqpClient(broker.url(), "hasty", "answers")) {
            client.send("too late", "c", Map.of("DroverAgents", "echo", "DroverReplyTo", "never.there"));
        }

        JsonNode letter = replyFor("never.there");

        assertThat(letter.path("attempts").asInt()).isEqualTo(1);
        assertThat(letter.path("payload").asText()).isEqualTo("too late");
        assertThat(drover.state(letter.path("taskId").asText())).isEqualTo("COMPLETED");
    }

    /** The dead letter of a reply that was to go to this queue, once there is one. */
    private static JsonNode replyFor(String queue) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> letters("reply").stream()
                                .filter(letter -> letter.path("reason").asText().contains(queue))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<JsonNode> letters(String kind) throws Exception {
        List<JsonNode> letters = new ArrayList<>();
        get("?limit=100").path("deadLetters").forEach(letters::add);
        letters.removeIf(letter -> !letter.path("kind").asText().equals(kind));
        return letters;
    }

    @Test
    void theCommandLineListsShowsRunsAndDiscards() throws Exception {
        drover.breakMoody(true);
        String failed = send("by command", Map.of("DroverAgents", "moody"), "failed");
        String rejected = send("{\"parts\":3}", Map.of(), "rejected");
        drover.breakMoody(false);

        assertThat(command("list")).contains(failed, "task", rejected, "message");
        assertThat(command("show", failed)).contains("payload  by command", "missing  moody", "attempts  1");
        assertThat(command("run", failed)).contains(failed + "  runs again as task " + failed + ".again");
        assertThat(command("discard", rejected, "--note", "a test")).contains("discarded");

        Awaitility.await().until(() -> drover.state(failed + ".again").equals("COMPLETED"));
        assertThat(command("list")).doesNotContain(failed).doesNotContain(rejected);
    }

    @Test
    void theCommandLineSaysWhatIsNotThere() {
        StringWriter err = new StringWriter();

        int code = Commands.execute(
                new PrintWriter(new StringWriter()), new PrintWriter(err), "dead-letters", "run", "nothing", url());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("nothing");
    }

    private static String command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Stream.of(Stream.of("dead-letters"), Stream.of(arguments), Stream.of(url()))
                .flatMap(Function.identity())
                .toArray(String[]::new);
        assertThat(Commands.execute(new PrintWriter(out), new PrintWriter(err), all))
                .as(err.toString())
                .isZero();
        return out.toString();
    }

    private static String url() {
        return "--url=http://127.0.0.1:" + drover.port();
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
