package dev.drover.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The senders: each sends until it is told the task, then looks at the task until it ends, all of it at any replica. */
final class Work {
    private static final List<String> ORDER = List.of("TASK_STATE_SUBMITTED", "TASK_STATE_WORKING", "");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    final Map<String, History> histories = new ConcurrentHashMap<>();
    final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final Client client;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** What became of one message: its task, what streams have shown of it, and how it ended. */
    static final class History {
        final List<List<Client.Seen>> streams = new ArrayList<>();
        volatile JsonNode end = Client.JSON.missingNode();
        volatile int agents;
    }

    Work(Client client) {
        this.client = client;
    }

    /** Sends as many as planned, and more while there is trouble; comes back when all have ended or the patience has. */
    void run(Plan plan, BooleanSupplier trouble) throws Exception {
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < plan.senders(); i++) {
                all.add(senders.submit(() -> {
                    while (next.get() < plan.messages() || trouble.getAsBoolean()) {
                        one(next.incrementAndGet());
                    }
                    return true;
                }));
            }
            for (Future<?> sender : all) {
                sender.get();
            }
        }
    }

    int sent() {
        return next.get();
    }

    int ended() {
        return ended.get();
    }

    private void one(int number) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        ObjectNode params = message(number);
        int agents = params.at("/message/metadata/agents").size();
        String key = "chaos-" + number;
        String taskId = "";
        // a second try although the first was answered now and then: a repeat is never a second task
        for (int again = number % 20 == 0 ? 2 : 1; again > 0; ) {
            JsonNode task = client.call("SendMessage", params, Map.of("Idempotency-Key", key))
                    .path("task");
            String id = task.path("id").asText();
            if (!id.isEmpty()) {
                if (!taskId.isEmpty() && !taskId.equals(id)) {
                    violations.add("two tasks for one message: " + taskId + " and " + id);
                }
                taskId = id;
                again--;
            } else if (System.nanoTime() > until) {
                violations.add("message " + number + " was not accepted");
                return;
            } else {
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        History history = histories.computeIfAbsent(taskId, id -> new History());
        history.agents = agents;
        if (number % 5 == 0) {
            streamed(taskId, history, until);
        }
        looked(taskId, history, until);
    }

    private static ObjectNode message(int number) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        ObjectNode params = Client.JSON.createObjectNode();
        ObjectNode message = params.putObject("message");
        message.put("messageId", "m-" + number).put("role", "ROLE_USER");
        message.putArray("parts").addObject().put("text", "message " + number);
        List<String> names = new ArrayList<>(Recorder.NAMES);
        Collections.shuffle(names, random);
        ArrayNode agents = message.putObject("metadata").putArray("agents");
        names.subList(0, random.nextInt(2, names.size() + 1)).forEach(agents::add);
        params.putObject("configuration").put("returnImmediately", true);
        return params;
    }

    private void looked(String taskId, History history, long until) throws InterruptedException {
        ObjectNode id = Client.JSON.createObjectNode().put("id", taskId);
        String before = ORDER.getFirst();
        while (System.nanoTime() < until) {
            JsonNode task = client.call("GetTask", id, Map.of());
            String now = task.at("/status/state").asText();
            if (task.has("error")) {
                violations.add("an accepted task is not there: " + taskId + " " + task.path("error"));
                return;
            }
            if (!now.isEmpty()) {
                if (rank(now) < rank(before)) {
                    violations.add("a state went back from " + before + " to " + now + ": " + taskId);
                }
                before = now;
                if (rank(now) == ORDER.size() - 1) {
                    history.end = task;
                    ended.incrementAndGet();
                    return;
                }
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private static int rank(String state) {
        int place = ORDER.indexOf(state);
        return place < 0 ? ORDER.size() - 1 : place;
    }

    /** Two readers, each of which comes back at some replica whenever it loses its stream. */
    private void streamed(String taskId, History history, long until) throws Exception {
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Client.Seen>>> both =
                    readers.invokeAll(Collections.nCopies(2, () -> new Reader(client, taskId).read(until)));
            for (Future<List<Client.Seen>> reader : both) {
                history.streams.add(reader.get());
            }
        }
    }
}
