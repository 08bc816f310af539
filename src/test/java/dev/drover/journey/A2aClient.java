package dev.drover.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks A2A 1.0 over JSON-RPC to a running Drover, as a client would that has no library. */
final class A2aClient {
    static final ObjectMapper JSON = new ObjectMapper();

    private final RunningDrover drover;

    A2aClient(RunningDrover drover) {
        this.drover = drover;
    }

    /** The parameters of a send to these agents. */
    static ObjectNode message(String text, String... agents) {
        ObjectNode params = JSON.createObjectNode();
        ObjectNode message = params.putObject("message");
        message.put("messageId", UUID.randomUUID().toString()).put("role", "ROLE_USER");
        message.putArray("parts").addObject().put("text", text);
        if (agents.length > 0) {
            message.putObject("metadata").set("agents", JSON.valueToTree(agents));
        }
        return params;
    }

    JsonNode call(String method, JsonNode params) throws IOException {
        return call(method, params, Map.of());
    }

    /** The whole JSON-RPC answer. */
    JsonNode call(String method, JsonNode params, Map<String, String> headers) throws IOException {
        return JSON.readTree(drover.send(request(method, params, headers)).body());
    }

    /** The task that a blocking send comes to. */
    JsonNode send(JsonNode params) throws IOException {
        return call("SendMessage", params).at("/result/task");
    }

    JsonNode task(String taskId) throws IOException {
        return call("GetTask", JSON.createObjectNode().put("id", taskId)).path("result");
    }

    /** Opens a stream; its events come one by one, and then an end. */
    Stream stream(String method, JsonNode params, Map<String, String> headers) throws Exception {
        HttpResponse<java.io.InputStream> response =
                drover.http().send(request(method, params, headers), HttpResponse.BodyHandlers.ofInputStream());
        return new Stream(response);
    }

    private HttpRequest request(String method, JsonNode params, Map<String, String> headers) {
        return request(drover.uri("/"), method, params, headers);
    }

    static HttpRequest request(URI door, String method, JsonNode params, Map<String, String> headers) {
        ObjectNode body =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        body.set("params", params);
        HttpRequest.Builder builder = HttpRequest.newBuilder(door)
                .header("Content-Type", "application/json")
                .header("A2A-Version", "1.0")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        headers.forEach(builder::header);
        return builder.build();
    }

    /** One event of a stream; the end of the stream has no result. */
    record StreamEvent(String id, JsonNode result) {
        boolean end() {
            return result.isMissingNode();
        }
    }

    /** A stream that is read on a thread of its own. */
    static final class Stream implements AutoCloseable {
        private final BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();
        private final HttpResponse<java.io.InputStream> response;

        Stream(HttpResponse<java.io.InputStream> response) {
            this.response = response;
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String id = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("data: ")) {
                        events.add(new StreamEvent(
                                id, JSON.readTree(line.substring(6)).path("result")));
                    }
                }
            } catch (IOException e) {
                // a stream that breaks ends
            }
            events.add(new StreamEvent("", JSON.createObjectNode().path("none")));
        }

        int status() {
            return response.statusCode();
        }

        /** The next event, within ten seconds. */
        StreamEvent next() throws InterruptedException {
            return next(Duration.ofSeconds(10));
        }

        /** The next event, within that time. */
        StreamEvent next(Duration patience) throws InterruptedException {
            StreamEvent event = events.poll(patience.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event came in " + patience.toSeconds() + " s");
            }
            return event;
        }

        /** Whether nothing has come so far. */
        boolean quiet() {
            return events.isEmpty();
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }
}
