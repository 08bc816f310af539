package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** Asks Drover one thing after another, and reads what it says. For any number of threads. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    Client(int port) {
        this.port = port;
    }

    /** The task that comes of a text; without an agent's name Drover plans. */
    JsonNode send(String text, String agent, boolean atOnce) throws IOException, InterruptedException {
        String agents = agent.isEmpty() ? "" : "\"metadata\":{\"agents\":[\"" + agent + "\"]},";
        return call("SendMessage", """
                        {"message":{"messageId":"%s","role":"ROLE_USER",%s"parts":[{"text":"%s"}]},
                         "configuration":{"returnImmediately":%s}}""".formatted(UUID.randomUUID(), agents, text, atOnce))
                .path("task");
    }

    JsonNode get(String taskId) throws IOException, InterruptedException {
        return call("GetTask", "{\"id\":\"" + taskId + "\"}");
    }

    /** The first page of the latest tasks. */
    JsonNode list(String filter) throws IOException, InterruptedException {
        return call("ListTasks", "{\"pageSize\":50" + filter + "}");
    }

    int skills() throws IOException, InterruptedException {
        HttpRequest card =
                HttpRequest.newBuilder(uri("/.well-known/agent-card.json")).build();
        return JSON.readTree(
                        http.send(card, HttpResponse.BodyHandlers.ofByteArray()).body())
                .path("skills")
                .size();
    }

    private JsonNode call(String method, String params) throws IOException, InterruptedException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
        HttpRequest request = HttpRequest.newBuilder(uri("/"))
                .header("Content-Type", "application/json")
                .header("A2A-Version", "1.0")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        JsonNode answer = JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        if (!answer.has("result")) {
            throw new IOException(method + " was answered with " + answer);
        }
        return answer.path("result");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
