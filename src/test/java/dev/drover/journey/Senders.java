package dev.drover.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that send without pause and keep to the protocol's rules: a 503 that says when to come back is tried again then, a
 * stream that ends before its task is subscribed to again behind its last event, and a task that is still worked on is asked
 * for. Anything else that goes wrong is a failure.
 */
final class Senders {
    /** Whom a message goes to, and how its sender waits. */
    enum Way {
        BLOCKING("echo", "quick"),
        PATIENT("long"),
        POLLING("steady", "quick"),
        STREAMING("long", "quick");

        private final String[] agents;

        Way(String... agents) {
            this.agents = agents;
        }
    }

    final Queue<String> failures = new ConcurrentLinkedQueue<>();
    /** Each task that was accepted, as it ended. */
    final Map<String, JsonNode> tasks = new ConcurrentHashMap<>();

    final AtomicInteger sent = new AtomicInteger();
    final AtomicInteger retried = new AtomicInteger();
    final AtomicInteger resumed = new AtomicInteger();
    private final URI door;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CountDownLatch stop = new CountDownLatch(1);

    Senders(URI door) {
        this.door = door;
    }

    /** They send no more, and see what they have sent to its end. */
    void stop() {
        stop.countDown();
    }

    /** One of them. */
    void run(Way way) {
        try {
            while (!stop.await(30, TimeUnit.MILLISECONDS)) {
                one(way, sent.incrementAndGet());
            }
        } catch (Exception e) {
            failures.add(way + ": " + e);
        }
    }

    private void one(Way way, int number) throws Exception {
        ObjectNode params = A2aClient.message("message " + number, way.agents);
        Map<String, String> key = Map.of("Idempotency-Key", "rolling-" + number);
        if (way == Way.POLLING) {
            params.putObject("configuration").put("returnImmediately", true);
        }
        String taskId = way == Way.STREAMING
                ? streamed(params, key)
                : call("SendMessage", params, key).at("/task/id").asText();
        ended(taskId, way);
    }

    private void ended(String taskId, Way way) throws Exception {
        ObjectNode id = A2aClient.JSON.createObjectNode().put("id", taskId);
        JsonNode task = call("GetTask", id, Map.of());
        while (task.at("/status/state").asText().equals("TASK_STATE_WORKING")) {
            TimeUnit.MILLISECONDS.sleep(100);
            task = call("GetTask", id, Map.of());
        }
        if (tasks.put(taskId, task) != null) {
            failures.add(way + ": two messages have one task");
        }
    }

    /** Reads a stream to its task's end, over as many connections as it takes; gives the task's id. */
    private String streamed(ObjectNode params, Map<String, String> key) throws Exception {
        Reading reading = new Reading();
        reading.read(open("SendStreamingMessage", params, key));
        while (!reading.ended) {
            resumed.incrementAndGet();
            ObjectNode id = A2aClient.JSON.createObjectNode().put("id", reading.taskId);
            reading.read(open("SubscribeToTask", id, Map.of("Last-Event-ID", Long.toString(reading.last.get()))));
        }
        return reading.taskId;
    }

    private final class Reading {
        final AtomicLong last = new AtomicLong();
        String taskId = "";
        boolean ended;

        void read(InputStream body) throws IOException {
            boolean told = false;
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    told |= line.startsWith("retry: ");
                    if (line.startsWith("id: ")) {
                        long number = Long.parseLong(line.substring(4));
                        if (number <= last.getAndSet(number)) {
                            failures.add("an event out of order or twice: " + taskId);
                        }
                    } else if (line.startsWith("data: ")) {
                        event(A2aClient.JSON.readTree(line.substring(6)).path("result"));
                    }
                }
            }
            if (!ended && !told) {
                failures.add("a stream ended without a word: " + taskId);
            }
        }

        private void event(JsonNode result) {
            taskId = result.at("/task/id").asText(taskId);
            ended |= result.at("/statusUpdate/status/state").asText().equals("TASK_STATE_COMPLETED");
        }
    }

    private JsonNode call(String method, JsonNode params, Map<String, String> headers) throws Exception {
        try (InputStream body = open(method, params, headers)) {
            JsonNode answer = A2aClient.JSON.readTree(body);
            if (answer.has("error")) {
                throw new IOException(method + ": " + answer.path("error"));
            }
            return answer.path("result");
        }
    }

    private InputStream open(String method, JsonNode params, Map<String, String> headers) throws Exception {
        while (true) {
            HttpResponse<InputStream> answer = http.send(
                    A2aClient.request(door, method, params, headers), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            List<String> again = answer.headers().allValues("Retry-After");
            if (answer.statusCode() != 503 || again.isEmpty()) {
                throw new IOException(method + " got " + answer.statusCode() + " "
                        + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            answer.body().close();
            retried.incrementAndGet();
            TimeUnit.SECONDS.sleep(Long.parseLong(again.getFirst()));
        }
    }
}
