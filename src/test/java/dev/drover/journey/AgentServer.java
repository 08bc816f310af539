package dev.drover.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Agents over plain HTTP, for {@code kind = uri}, that the test holds back and lets go: an agent at {@code /name} answers
 * {@code name: text} once there is a permit for it, and its calls are counted.
 */
public final class AgentServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Semaphore> gates = new ConcurrentHashMap<>();
    private final Map<String, String> traces = new ConcurrentHashMap<>();
    private final Map<String, Duration> times = new ConcurrentHashMap<>();
    private final Map<String, List<String>> calls = new ConcurrentHashMap<>();

    public AgentServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(1);
            JsonNode asked = A2aClient.JSON.readTree(exchange.getRequestBody());
            calls(name).add(asked.path("call").asText());
            traces.put(name, String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            Duration time = times.get(name);
            if (time == null) {
                gate(name).acquire();
                gate(name).release();
            } else {
                Thread.sleep(time);
            }
            byte[] body = (name + ": " + asked.path("text").asText()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The setting lines that make Drover know these agents, each planned for only by name. */
    public List<String> settings(String... names) {
        return java.util.Arrays.stream(names)
                .flatMap(name -> List.of(
                        "agents." + name + ".kind = uri",
                        "agents." + name + ".uri = http://127.0.0.1:"
                                + server.getAddress().getPort() + "/" + name,
                        "agents." + name + ".description = Zzz " + name)
                        .stream())
                .toList();
    }

    /** Has the agent answer each call after this time, and not when it is let go. */
    void takes(String name, Duration time) {
        times.put(name, time);
    }

    /** Lets every call of the agent answer, those that wait and those to come. */
    public void open(String name) {
        gate(name).release();
    }

    /** No agent is let go any more, and none was called, for the next test. */
    void clear() {
        gates.clear();
        calls.clear();
    }

    /** The ids of the calls that reached the agent, in order. */
    public List<String> calls(String name) {
        return calls.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
    }

    /** The {@code traceparent} that came with the agent's last call. */
    public String trace(String name) {
        return traces.get(name);
    }

    private Semaphore gate(String name) {
        return gates.computeIfAbsent(name, key -> new Semaphore(0));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
