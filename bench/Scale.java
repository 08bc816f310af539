package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How much one replica takes, on a synced journal and a heap of a gigabyte: many agents, tasks that wait for a slow one, open
 * streams, and stored tasks. Ends with 1 if anything was wrong or missing.
 */
final class Scale {
    private static final int AGENTS = number("AGENTS", 100);
    private static final int TASKS = number("TASKS", 5_000);
    private static final int STREAMS = number("STREAMS", 10_000);
    private static final int STORED = number("STORED", 1_000_000);
    private static final int LOOKS = number("LOOKS", 500);
    private static final int CONNECTIONS = number("CONNECTIONS", 64);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String HEAP = "-Xmx1g";

    private final Server server;
    private final Client client;
    private final HeldAgents agents;
    private long wrong;
    private String oldest = "";

    private Scale(Server server, HeldAgents agents) {
        this.server = server;
        this.client = new Client(server.port());
        this.agents = agents;
    }

    public static void main(String[] args) throws Exception {
        Path project = Path.of(args[0]);
        Path work = Path.of(args[1]);
        long wrong;
        try (HeldAgents agents = new HeldAgents()) {
            Files.writeString(work.resolve("application.properties"), settings(agents), StandardOpenOption.APPEND);
            Server server = Server.start(work, "scale", command(project), Map.of("STORE_URL", "rocksdb:./data"));
            try {
                Scale scale = new Scale(server, agents);
                scale.agents();
                scale.held();
                scale.stored();
                wrong = scale.wrong;
            } finally {
                server.close();
            }
        }
        row("wrong or missing", "" + wrong);
        System.exit(wrong == 0 ? 0 : 1);
    }

    /** Everything open that would keep one caller from taking it all. */
    private static String settings(HeldAgents agents) {
        int most = Math.max(Math.max(TASKS, STREAMS) * 2, 1000);
        return """

                throttle.send = none
                throttle.read = none
                throttle.in-progress = %1$d
                throttle.caller.in-progress = %1$d
                throttle.streams = %1$d
                throttle.caller.streams = %1$d
                task.deadline = 1h
                task.keep = %2$d
                log.requests = false
                """.formatted(most, STORED * 2 + 1_000_000) + agents.settings(AGENTS - 2, most);
    }

    private static List<String> command(Path project) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseParallelGC", HEAP));
        for (String option : System.getenv().getOrDefault("DROVER_OPTIONS", "").split(" ")) {
            if (!option.isEmpty()) {
                command.add(option);
            }
        }
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar"));
        command.add(project.resolve("target/drover.jar").toString());
        return command;
    }

    /** Messages that name no agent: one of a hundred is planned for by its words. */
    private void agents() throws Exception {
        int skills = client.skills();
        wrong += skills == AGENTS ? 0 : 1;
        Latencies planned = new Latencies();
        for (int i = -LOOKS / 5; i < LOOKS; i++) {
            String name = "topic-" + (1 + ThreadLocalRandom.current().nextInt(AGENTS - 2));
            long begin = System.nanoTime();
            var task = client.send("tell me about " + name.replace("-", ""), "", false);
            if (i >= 0) {
                planned.add(System.nanoTime() - begin);
            }
            wrong += task.at("/artifacts/0/artifactId").asText().equals(name) ? 0 : 1;
        }
        row("agents on the card", "" + skills);
        row("  a message that is planned, ms", times(planned));
    }

    /** Tasks that wait for a slow agent, and streams of them. */
    private void held() throws Exception {
        long begin = System.nanoTime();
        List<String> tasks = sent();
        await("tasks wait", () -> agents.waiting() >= TASKS);
        row("tasks that wait for a slow agent", agents.waiting() + " after " + since(begin) + " s");
        row("  meanwhile a message for another, ms", times(sends(LOOKS)));
        row("  resident MiB", "" + server.memory());
        OpenStreams streams = new OpenStreams(server.port());
        begin = System.nanoTime();
        streams.begin(tasks, STREAMS);
        await("streams are open", () -> streams.open() + streams.broken() >= STREAMS);
        row("open streams of them", streams.open() + " after " + since(begin) + " s");
        row("  meanwhile a message for another, ms", times(sends(LOOKS)));
        row("  resident MiB (" + HEAP + ")", "" + server.memory());
        begin = System.nanoTime();
        agents.release();
        await("streams end", () -> streams.completed() + streams.broken() >= STREAMS);
        row("  all have told the end after, s", since(begin));
        wrong += STREAMS - streams.completed();
        await("tasks end", () -> completed(tasks.getLast()));
        for (String task : tasks) {
            wrong += completed(task) ? 0 : 1;
        }
    }

    private List<String> sent() throws Exception {
        List<Future<String>> sending = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(CONNECTIONS, Thread.ofVirtual().factory())) {
            Callable<String> one =
                    () -> client.send("wait", "held", true).path("id").asText();
            for (int i = 0; i < TASKS; i++) {
                sending.add(threads.submit(one));
            }
            List<String> ids = new ArrayList<>();
            for (Future<String> sent : sending) {
                ids.add(sent.get());
            }
            return ids;
        }
    }

    private boolean completed(String task) {
        try {
            return client.get(task).at("/status/state").asText().equals("TASK_STATE_COMPLETED");
        } catch (Exception e) {
            return false;
        }
    }

    /** What send, get and list take with more and more tasks in the journal. */
    private void stored() throws Exception {
        Request send = new Request(server.port(), "SendMessage", "\"echo\"");
        row("tasks in the journal", "%-14s %-14s %-14s %s".formatted("send ms", "get ms", "list ms", "stored/s since"));
        long stored = 0;
        for (long goal = 1000; goal <= STORED; goal = goal == STORED ? STORED + 1 : Math.min(goal * 10, STORED)) {
            long begin = System.nanoTime();
            long before = stored;
            while (stored < goal) {
                Duration slice = Duration.ofMillis(goal - stored > 20_000 ? 2000 : 200);
                Outcome outcome = new Load(send, Answer::looksCompleted, slice).run(CONNECTIONS, 1);
                stored += outcome.answers();
                wrong += outcome.wrong();
            }
            double rate = (stored - before) * 1e9 / (System.nanoTime() - begin);
            row(
                    "  " + stored,
                    "%-14s %-14s %-14s %.0f".formatted(times(sends(LOOKS)), times(gets()), times(lists()), rate));
        }
    }

    private Latencies sends(int count) throws Exception {
        Latencies latencies = new Latencies();
        for (int i = 0; i < count; i++) {
            long begin = System.nanoTime();
            var task = client.send(Request.TEXT, "echo", false);
            latencies.add(System.nanoTime() - begin);
            wrong += task.at("/status/state").asText().equals("TASK_STATE_COMPLETED") ? 0 : 1;
        }
        return latencies;
    }

    /** Half of them of late tasks, half of the oldest one. */
    private Latencies gets() throws Exception {
        List<String> ids = new ArrayList<>();
        client.list("").path("tasks").forEach(task -> ids.add(task.path("id").asText()));
        ids.add(first());
        Latencies latencies = new Latencies();
        for (int i = 0; i < LOOKS; i++) {
            String id = i % 2 == 0 ? ids.getLast() : ids.get(i % ids.size());
            long begin = System.nanoTime();
            String got = client.get(id).path("id").asText();
            latencies.add(System.nanoTime() - begin);
            wrong += got.equals(id) ? 0 : 1;
        }
        return latencies;
    }

    /** A task that is as old as can be. */
    private String first() throws Exception {
        if (oldest.isEmpty()) {
            oldest = client.send(Request.TEXT, "echo", false).path("id").asText();
        }
        return oldest;
    }

    private Latencies lists() throws Exception {
        Latencies latencies = new Latencies();
        for (int i = 0; i < LOOKS; i++) {
            long begin = System.nanoTime();
            int listed = client.list("").path("tasks").size();
            latencies.add(System.nanoTime() - begin);
            wrong += listed == 50 ? 0 : 1;
        }
        return latencies;
    }

    private static void await(String what, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not in " + PATIENCE.toMinutes() + " minutes: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String since(long begin) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begin) / 1e9);
    }

    /** The median and the time that one in a hundred passes. */
    private static String times(Latencies latencies) {
        return String.format(Locale.ROOT, "%.1f / %.1f", latencies.millis(0.50), latencies.millis(0.99));
    }

    private static void row(String title, String cell) {
        System.out.printf(Locale.ROOT, "%-40s%s%n", title, cell);
    }

    private static int number(String variable, int otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, "" + otherwise));
    }
}
