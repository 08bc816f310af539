package dev.drover.adapter.a2aclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A remote agent that does on the wire exactly what a test says, right or wrong: one request to a connection, answered by
 * the script for its operation.
 */
public final class ScriptedAgent implements AutoCloseable {
    public static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocket server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** A request: its operation is the JSON-RPC method, or else verb and path. */
    public record Request(String operation, Map<String, String> headers, JsonNode body) {}

    /** What is written in answer to one request. */
    public interface Script {
        void answer(Request request, Answer to) throws Exception;
    }

    public ScriptedAgent() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        card("JSONRPC", true);
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    public void on(String operation, Script script) {
        scripts.put(operation, script);
    }

    /** The requests for this operation, in order. */
    public List<Request> requests(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    public void card(String binding, boolean streaming) {
        String card = cardText(url().toString(), binding, streaming);
        on("GET /.well-known/agent-card.json", (request, to) -> to.json(200, card));
    }

    public static String cardText(String url, String binding, boolean streaming) {
        return """
                {"name": "Weather", "description": "Forecasts for any place", "version": "7",
                 "supportedInterfaces": [{"url": "%s", "protocolBinding": "%s", "protocolVersion": "1.0"}],
                 "capabilities": {"streaming": %s}, "defaultInputModes": ["text/plain"],
                 "defaultOutputModes": ["text/plain"],
                 "skills": [{"id": "rain", "name": "Rain", "description": "Tells of rain", "tags": ["rain", "snow"],
                             "examples": ["Will it rain?"]}]}
                """.formatted(url, binding, streaming);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Request request = read(new BufferedInputStream(socket.getInputStream()));
            requests.add(request);
            Script script = scripts.getOrDefault(request.operation(), (asked, to) -> to.json(404, "{}"));
            script.answer(request, new Answer(socket));
        } catch (Exception e) {
            // the client went away, as some tests want
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        JsonNode json = body.length == 0 || body[0] != '{' ? JSON.createObjectNode() : JSON.readTree(body);
        String operation = json.has("jsonrpc") ? json.path("method").asText() : first[0] + " " + first[1];
        return new Request(operation, headers, json);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The way back of one request; the connection closes when the script ends. */
    public static final class Answer {
        private final Socket socket;
        private final OutputStream out;

        Answer(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        public void json(int status, String body) {
            whole(status, "application/json", body);
        }

        /** A JSON-RPC result. */
        public void result(String result) {
            json(200, "{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": " + result + "}");
        }

        /** A JSON-RPC error. */
        public void error(int code, String message) {
            json(
                    200,
                    "{\"jsonrpc\": \"2.0\", \"id\": 1, \"error\": {\"code\": " + code + ", \"message\": \"" + message
                            + "\"}}");
        }

        public void whole(int status, String type, String body, String... headers) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\nContent-Type: " + type
                    + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            raw(head + "\r\n");
            write(bytes);
        }

        /** Begins a stream of events, which ends with the connection. */
        public void stream() {
            raw("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
        }

        /** One event of a stream, as a JSON-RPC result. */
        public void event(String response) {
            raw("data: {\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": " + response.replace("\n", " ") + "}\n\n");
        }

        public void raw(String text) {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        public void write(byte[] bytes) {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Cuts the connection, so that the client sees it break. */
        public void cut() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Returns when the client has gone away. */
        public void untilClosed() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // nothing more is said by a client of one request
            }
        }
    }
}
