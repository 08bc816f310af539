package dev.drover.wiring.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A Drover that runs, asked over HTTP as any caller asks; the key is taken from {@code API_KEY}. */
final class Remote {
    @Option(names = "--url", description = "Of the Drover to ask (default: the one that the settings here describe).")
    @Nullable
    String url;

    private final ObjectMapper json = new ObjectMapper();

    JsonNode get(String path) throws InterruptedException {
        return document(send(path, Map.of()));
    }

    JsonNode post(String path, JsonNode body) throws InterruptedException {
        return document(send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    JsonNode delete(String path) throws InterruptedException {
        return document(send(request(path).DELETE()));
    }

    private JsonNode document(HttpResponse<InputStream> answer) {
        try (InputStream body = answer.body()) {
            JsonNode document = json.readTree(body);
            if (answer.statusCode() != 200) {
                throw new Commands.Failed(
                        document.at("/error/message").asText("it answered with " + answer.statusCode()));
            }
            return document;
        } catch (IOException e) {
            throw new Commands.Failed("the answer of " + base() + " cannot be read");
        }
    }

    JsonNode read(String text) throws IOException {
        return json.readTree(text);
    }

    /** The lines of an event stream; whoever takes it closes it. */
    HttpResponse<InputStream> send(String path, Map<String, String> headers) throws InterruptedException {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::header);
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path))
                .header("A2A-Version", "1.0")
                .header("User-Agent", "drover");
        Optional.ofNullable(System.getenv("API_KEY"))
                .filter(key -> !key.isEmpty())
                .ifPresent(key -> request.header("X-API-Key", key));
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) throws InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new Commands.Failed("nothing answers at " + base() + "; is Drover running there?");
        }
    }

    static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String base() {
        if (url != null) {
            return url.replaceAll("/+$", "");
        }
        Settings settings = Settings.load(Commands.folder(), System::getenv);
        return "http://" + settings.text("server.host", "127.0.0.1") + ":" + settings.text("server.port", "10010");
    }
}
