package dev.drover.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Speaks the REST protocol of the Gemini API on loopback: {@code generateContent} and {@code streamGenerateContent}.
 * Answers are scripted: first those that were queued, then those that the test's function gives.
 */
public final class GeminiServer implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Queue<Scripted> queued = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Scripted> otherwise = request -> Scripted.text("nothing is scripted");

    /** A request as it came in. */
    public record Asked(String path, String key, JsonNode body) {
        public String model() {
            return path.substring(path.lastIndexOf('/') + 1, path.indexOf(':'));
        }

        boolean streamed() {
            return path.endsWith(":streamGenerateContent");
        }

        /** The text of all turns, for tests that look for a word. */
        public String text() {
            return body.path("contents").toString();
        }

        public String instruction() {
            return body.at("/systemInstruction/parts/0/text").asText();
        }
    }

    public GeminiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1beta/models/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answers, in this order. */
    public GeminiServer then(Scripted... answers) {
        queued.addAll(List.of(answers));
        return this;
    }

    /** The answers to requests for which nothing is queued. */
    public void otherwise(Function<Asked, Scripted> answers) {
        otherwise = answers;
    }

    /** As it was at the start, for the next test. */
    public void clear() {
        queued.clear();
        asked.clear();
        otherwise = request -> Scripted.text("nothing is scripted");
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = new Asked(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("x-goog-api-key"),
                    JSON.readTree(exchange.getRequestBody()));
            asked.add(request);
            Scripted first = queued.poll();
            Scripted scripted = first == null ? otherwise.apply(request) : first;
            if (scripted.status() != 200) {
                ObjectNode error = scripted.pieces().getFirst().deepCopy();
                ((ObjectNode) error.path("error"))
                        .put("message", "no, not for " + request.key()); // nobody may repeat it
                whole(exchange, scripted.status(), error);
            } else if (request.streamed()) {
                stream(exchange, scripted);
            } else {
                scripted.await(0);
                whole(exchange, 200, scripted.joined());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void whole(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void stream(HttpExchange exchange, Scripted scripted) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        // a length that is never reached breaks the connection at the end
        exchange.sendResponseHeaders(200, scripted.broken() ? 1_000_000 : 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < scripted.pieces().size(); i++) {
            scripted.await(i);
            out.write(("data: " + JSON.writeValueAsString(scripted.pieces().get(i)) + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
