package dev.drover.chaos;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** The agents: they write down every call, take their time, and answer. What one call gets, its repeat gets too. */
final class Recorder implements AutoCloseable {
    static final List<String> NAMES = List.of("ant", "bee", "cat", "dog");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One call as it arrived.
     *
     * @param step task and step
     * @param id task, step and round
     * @param asked all that the agent was told
     * @param from the replica that called
     */
    record Call(String step, String id, JsonNode asked, String from, long at) {}

    private final HttpServer server;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<Call, Boolean> open = new ConcurrentHashMap<>();

    Recorder() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** The setting lines that make these agents known to this replica. */
    List<String> settings(String replica) {
        return NAMES.stream()
                .flatMap(name -> Map.of(
                                "kind",
                                "uri",
                                "uri",
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "?from=" + replica,
                                "timeout",
                                "90s")
                        .entrySet()
                        .stream()
                        .map(setting -> "agents." + name + "." + setting.getKey() + " = " + setting.getValue()))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode asked = JSON.readTree(exchange.getRequestBody());
            String id = asked.path("call").asText();
            String from = exchange.getRequestURI().getQuery().split("=")[1];
            Call call = new Call(id.substring(0, id.lastIndexOf('/')), id, asked, from, System.nanoTime());
            calls.add(call);
            open.put(call, true);
            Thread.sleep(pause());
            open.remove(call);
            byte[] body = ("heard " + asked.path("text").asText()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Mostly short; one in ten long enough that trouble comes in between. */
    private static long pause() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextInt(10) == 0 ? random.nextLong(1000, 4000) : random.nextLong(10, 300);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Calls for a step that is known with another id or another content, each in words; a repeat of the same call is fine. */
    static List<String> differentForOneStep(List<Call> calls) {
        List<String> different = new ArrayList<>();
        Map<String, Call> first = new HashMap<>();
        for (Call call : calls) {
            Call known = first.putIfAbsent(call.step(), call);
            if (known != null && !(known.id().equals(call.id()) && known.asked().equals(call.asked()))) {
                different.add("a second different call for " + call.step() + ": " + difference(known, call));
            }
        }
        return different;
    }

    private static String difference(Call one, Call other) {
        return one.asked().properties().stream()
                .filter(member -> !member.getValue().equals(other.asked().path(member.getKey())))
                .map(Map.Entry::getKey)
                .collect(joining(", "));
    }

    /** The calls of this replica that have no answer yet. */
    List<Call> open(String replica) {
        return open.keySet().stream().filter(call -> call.from.equals(replica)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
