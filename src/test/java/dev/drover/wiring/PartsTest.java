package dev.drover.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drover.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of part through every kind of agent that gives parts back, and both of our bindings. What models take and give is
 * in {@code GeminiModelTest}.
 */
class PartsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpServer service;
    private static LocalDrover far;
    private static LocalDrover near;

    /** The bean of an agent that gives back the parts that it got. */
    public static final class Echo {
        public void parts(Exchange exchange) {
            exchange.getMessage()
                    .setBody(exchange.getVariable("message", Message.class).parts());
        }

        public String much() {
            return "x".repeat(70_000);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/echo", PartsTest::echo);
        service.createContext("/json-rpc.json", exchange -> card(exchange, "JSONRPC"));
        service.createContext("/rest.json", exchange -> card(exchange, "HTTP+JSON"));
        service.createContext("/image", exchange -> answer(exchange, "image/png", noise(100_000)));
        service.createContext(
                "/latin",
                exchange -> answer(exchange, "text/plain; charset=ISO-8859-1", new byte[] {'f', (byte) 0xFC, 'r'}));
        service.createContext("/markdown", exchange -> answer(exchange, "text/markdown", bytes("# 見出し")));
        service.createContext("/json", exchange -> answer(exchange, "application/json", bytes("{\"a\": [1, null]}")));
        service.createContext("/liar", exchange -> answer(exchange, "text/plain", new byte[] {(byte) 0xFF, 0}));
        service.createContext("/large", exchange -> answer(exchange, "text/plain", new byte[70_000]));
        service.createContext("/endless", exchange -> endless(exchange, 200));
        service.createContext("/wrathful", exchange -> endless(exchange, 500));
        service.start();
        Map<String, Object> beans = Map.of("echo", new Echo());
        far = new LocalDrover(
                Map.of(
                        "routes.include", "src/test/resources/routes/echoing",
                        "plan.planner", "all",
                        "plan.agents", "echo"),
                beans);
        Map<String, String> settings = new HashMap<>();
        settings.put("routes.include", "src/test/resources/routes/echoing, src/test/resources/routes/calling");
        settings.put("test.service", url(""));
        settings.put("throttle.send", "none");
        settings.put("outgoing.allow", "127.0.0.1/32");
        settings.put("agents.http.kind", "uri");
        settings.put("agents.http.uri", url("/echo"));
        settings.put("agents.far-json-rpc.kind", "a2a");
        settings.put("agents.far-json-rpc.url", url("/json-rpc.json"));
        settings.put("agents.far-rest.kind", "a2a");
        settings.put("agents.far-rest.url", url("/rest.json"));
        for (String name : List.of("image", "latin", "markdown", "json", "liar", "large", "endless", "wrathful")) {
            settings.put("agents." + name + ".kind", "uri");
            settings.put("agents." + name + ".uri", url("/" + name));
            settings.put("agents." + name + ".retries", "0");
        }
        settings.put("agents.large.max-answer", "64KB");
        settings.put("agents.endless.max-answer", "64KB");
        near = new LocalDrover(settings, beans);
    }

    @AfterAll
    static void stop() {
        near.close();
        far.close();
        service.stop(0);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + service.getAddress().getPort() + path;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(7).nextBytes(noise);
        return noise;
    }

    /** An agent over plain HTTP, in the JSON of the contract. */
    private static void echo(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
        ObjectNode answer = JSON.createObjectNode().set("parts", asked.at("/message/parts"));
        answer(exchange, "application/json", JSON.writeValueAsBytes(answer));
    }

    /** The far Drover's card with its interface of one binding. */
    private static void card(HttpExchange exchange, String binding) throws IOException {
        ObjectNode card = (ObjectNode) JSON.readTree(get(far, "/.well-known/agent-card.json"));
        ArrayNode interfaces = JSON.createArrayNode();
        card.path("supportedInterfaces").forEach(each -> {
            if (each.path("protocolBinding").asText().equals(binding)) {
                ((ObjectNode) each).put("url", "http://127.0.0.1:" + far.port());
                interfaces.add(each);
            }
        });
        card.set("supportedInterfaces", interfaces);
        answer(exchange, "application/json", JSON.writeValueAsBytes(card));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", type);
        if (type.startsWith("image")) {
            exchange.getResponseHeaders().set("Content-Disposition", "inline; filename=\"sky.png\"");
        }
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void endless(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(status, 0);
        while (true) {
            exchange.getResponseBody().write(new byte[8192]); // until whoever reads has enough
        }
    }

    private static String get(LocalDrover drover, String path) throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + drover.port() + path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** One part of each kind, with all that can be said of it. */
    private static ArrayNode everyPart() throws IOException {
        ArrayNode parts = (ArrayNode) JSON.readTree("""
                [
                  {"text": "plain, with ünïcödé \\uD83D\\uDE97,\\r\\n\\ttabs and \\u0000"},
                  {"text": "# Title", "mediaType": "text/markdown", "filename": "read me.md", "metadata": {"k": [1]}},
                  {"data": {"null": null, "big": 123456789012345678901234567890, "deep": [[{}], []], "half": 0.5}},
                  {"data": [1, "two", false]},
                  {"data": null},
                  {"data": "text that is data", "mediaType": "application/json"},
                  {"raw": "", "filename": "empty"},
                  {"url": "https://example.com/a%20b?c=d#e", "filename": "b.pdf", "mediaType": "application/pdf"}
                ]
                """);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Base64.Encoder base64 = Base64.getEncoder();
        parts.addObject().put("raw", base64.encodeToString(all)).put("mediaType", "application/x-all");
        parts.addObject()
                .put("raw", base64.encodeToString(noise(1_000_000)))
                .put("filename", "größe.bin")
                .put("mediaType", "application/octet-stream");
        return parts;
    }

    private static JsonNode send(String binding, String agent, ArrayNode parts) throws Exception {
        ObjectNode message = JSON.createObjectNode();
        message.put("messageId", UUID.randomUUID().toString()).put("role", "ROLE_USER");
        message.set("parts", parts);
        message.putObject("metadata").putArray("agents").add(agent);
        ObjectNode body = JSON.createObjectNode();
        String path = "/message:send";
        if (binding.equals("json-rpc")) {
            path = "/";
            body.put("jsonrpc", "2.0").put("id", 1).put("method", "SendMessage");
            body.putObject("params").set("message", message);
        } else {
            body.set("message", message);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + near.port() + path))
                .header("Content-Type", "application/json")
                .header("A2A-Version", "1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        JsonNode answer = JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        return binding.equals("json-rpc") ? answer.at("/result/task") : answer.path("task");
    }

    private static ArrayNode hello() {
        ArrayNode parts = JSON.createArrayNode();
        parts.addObject().put("text", "hello");
        return parts;
    }

    @ParameterizedTest
    @CsvSource({
        "json-rpc, echo", "json-rpc, http", "json-rpc, far-json-rpc", "json-rpc, far-rest",
        "rest, echo", "rest, http", "rest, far-json-rpc", "rest, far-rest"
    })
    void everyKindOfPartComesBackAsItWent(String binding, String agent) throws Exception {
        ArrayNode parts = everyPart();

        JsonNode task = send(binding, agent, parts);

        assertThat(task.at("/status/state").asText())
                .as(task.at("/status/message").toString())
                .isEqualTo("TASK_STATE_COMPLETED");
        assertThat(task.at("/artifacts/0/parts")).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latin    | {\"text\": \"für\"}",
                "markdown | {\"text\": \"# 見出し\", \"mediaType\": \"text/markdown\"}",
                "json     | {\"data\": {\"a\": [1, null]}}",
                "liar     | {\"raw\": \"/wA=\", \"mediaType\": \"text/plain\"}"
            })
    void whatAnAgentOverHttpAnswersIsWhatItsContentTypeSays(String agent, String part) throws Exception {
        JsonNode configured = send("json-rpc", agent, hello()).at("/artifacts/0/parts");
        JsonNode called = send("json-rpc", "calling-" + agent, hello()).at("/artifacts/0/parts");

        assertThat(configured).hasSize(1);
        assertThat(configured.get(0)).isEqualTo(JSON.readTree(part));
        assertThat(called).isEqualTo(configured);
    }

    @Test
    void aFileOverHttpIsAFileWithItsNameAndType() throws Exception {
        JsonNode part = send("json-rpc", "image", hello()).at("/artifacts/0/parts/0");

        assertThat(part.path("raw").binaryValue()).isEqualTo(noise(100_000));
        assertThat(part.path("mediaType").asText()).isEqualTo("image/png");
        assertThat(part.path("filename").asText()).isEqualTo("sky.png");
    }

    @Test
    void connectionsOfAnswersAreGivenBack() throws Exception {
        for (int i = 0; i < 300; i++) {
            assertThat(send("rest", i % 2 == 0 ? "markdown" : "latin", hello())
                            .at("/status/state")
                            .asText())
                    .isEqualTo("TASK_STATE_COMPLETED");
        }
    }

    @Test
    void anErrorIsNotReadToItsEnd() throws Exception {
        JsonNode task = send("json-rpc", "wrathful", hello());

        assertThat(task.at("/status/message/parts/0/text").asText()).isEqualTo("wrathful failed");
    }

    @ParameterizedTest
    @CsvSource({"large", "endless", "verbose", "showy"})
    void moreThanIsTakenIsAFailureThatSaysSo(String agent) throws Exception {
        JsonNode task = send("json-rpc", agent, hello());

        assertThat(task.at("/status/state").asText()).isEqualTo("TASK_STATE_FAILED");
        assertThat(task.at("/status/message/parts/0/text").asText())
                .isEqualTo(agent + " failed: it answered more than the 65536 bytes that are taken");
    }
}
