package dev.drover.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** A caller who asks any of the replicas, and who knows that each of them may be away. */
final class Client {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<URI> replicas;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Client(List<URI> replicas) {
        this.replicas = replicas;
    }

    /** The result of a call to some replica, or its error where that is the caller's; missing when neither can be had now. */
    JsonNode call(String method, JsonNode params, Map<String, String> headers) throws InterruptedException {
        try {
            HttpRequest request =
                    request(method, params, headers).timeout(PATIENCE).build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = JSON.readTree(answer.body());
            return answer.statusCode() < 500 && body.has("error") ? body : body.path("result");
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    /** The events of a task behind this one, as long as the connection to some replica holds. */
    void subscribe(String taskId, String lastEventId, Consumer<Seen> events) throws InterruptedException {
        ObjectNode params = JSON.createObjectNode().put("id", taskId);
        HttpRequest request = request("SubscribeToTask", params, Map.of("Last-Event-ID", lastEventId))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            read(answer.body(), events);
        } catch (IOException e) {
            // it is subscribed to again
        }
    }

    private static void read(InputStream body, Consumer<Seen> events) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    events.accept(new Seen(
                            Long.parseLong(id), JSON.readTree(line.substring(6)).path("result")));
                }
            }
        }
    }

    private HttpRequest.Builder request(String method, JsonNode params, Map<String, String> headers) {
        ObjectNode body =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        body.set("params", params);
        URI replica = replicas.get(ThreadLocalRandom.current().nextInt(replicas.size()));
        HttpRequest.Builder builder = HttpRequest.newBuilder(replica)
                .header("Content-Type", "application/json")
                .header("A2A-Version", "1.0")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        headers.forEach(builder::header);
        return builder;
    }

    /** One event of a stream. */
    record Seen(long id, JsonNode result) {}
}
