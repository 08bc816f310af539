package dev.drover.wiring.queue;

import dev.drover.a2a.Call;
import dev.drover.http.AsyncHttpEngine;
import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Role;
import dev.drover.settings.Settings;
import dev.drover.task.Task;
import dev.drover.wiring.Application;
import dev.drover.wiring.request.Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;

/** Drover in this process, with the routes as they ship and agents for tests: echo, failing, moody, chatty, asking, long-winded,
 * held and uneven. */
public final class DroverHere implements AutoCloseable {
    private static final Caller OPERATOR = new Caller("operator", Set.of(Role.OPERATOR), Reach.EVERYTHING);
    private static final String AGENT = """
            - route:
                id: agent-NAME
                group: agents
                description: Zzz NAME
                note: |
                  retries = 0
                  concurrency = LIMIT
                errorHandler:
                  noErrorHandler: {}
                from:
                  uri: direct:agent-NAME
                  steps:
                    - to:
                        uri: bean:test-agents
                        parameters:
                          method: METHOD
            """;
    private static final String CHATTY = """
                    - to:
                        uri: direct:progress
                    - to:
                        uri: bean:test-agents
                        parameters:
                          method: done
            """;

    private final Main main;
    private final Thread runs;
    private final Agents agents = new Agents();

    public DroverHere(Path folder, String... settings) throws Exception {
        copy(Path.of("routes"), folder.resolve("routes"));
        agent(folder, "echo", "echo", "");
        agent(folder, "failing", "fail", "");
        agent(folder, "chatty", "think", CHATTY);
        agent(folder, "asking", "ask", "");
        agent(folder, "long-winded", "goOn", "");
        agent(folder, "uneven", "uneven", "");
        agent(folder, "moody", "moody", "");
        agent(folder, "held", "hold", "");
        List<String> lines = new ArrayList<>(List.of(
                "server.port = 0",
                "throttle.send = none",
                "management.enabled = false",
                "store.url = memory:",
                "server.shutdown = 2s"));
        lines.addAll(List.of(settings));
        Files.write(folder.resolve("application.properties"), lines);
        main = new Application(Settings.load(folder, name -> null), folder, Clock.systemUTC()).main();
        main.bind("test-agents", agents);
        runs = Thread.ofVirtual().start(this::run);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        main.getCamelContext() != null && main.getCamelContext().isStarted());
    }

    private void run() {
        try {
            main.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void agent(Path folder, String name, String method, String more) throws IOException {
        Files.writeString(
                folder.resolve("routes/agents/" + name + ".camel.yaml"),
                AGENT.replace("NAME", name).replace("METHOD", method).replace("LIMIT", name.equals("held") ? "4" : "64")
                        + more);
    }

    /** Whether the agent moody fails. */
    public void breakMoody(boolean broken) {
        agents.broken = broken;
    }

    /** Whether the agent held waits before it answers. */
    void hold(boolean hold) {
        agents.gate(hold);
    }

    /** Whether so many calls wait at the agent held. */
    boolean holds(int calls) {
        return agents.gate.getQueueLength() == calls;
    }

    /** What Prometheus would fetch, by lines. */
    List<String> metrics() {
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            String page = template.requestBody("bean:metrics", null, String.class);
            return page.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page of dead letters, as operators see it. */
    public String deadLetters() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port() + "/admin/dead-letters"))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    /** The tasks whose replies are owed and on no way out. */
    List<String> owed() {
        return main.getCamelContext().getRegistry().lookupByNameAndType("outbox", Deliveries.class).owed().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Where it listens. */
    public int port() {
        return main.getCamelContext()
                .getRegistry()
                .lookupByNameAndType(AsyncHttpEngine.NAME, AsyncHttpEngine.class)
                .getServerPort();
    }

    public String state(String taskId) {
        return task(taskId).state().name();
    }

    /** The task as an operator sees it. */
    Task task(String taskId) {
        return main.getCamelContext()
                .getRegistry()
                .lookupByNameAndType("operations", Operations.class)
                .get(new Call.GetTask(taskId, null), OPERATOR);
    }

    /** What the agent has answered, in order. */
    public List<String> worked(String agent) {
        return agents.worked(agent);
    }

    /** The beans behind the agents. */
    public static final class Agents {
        private volatile boolean broken;
        private final Semaphore gate = new Semaphore(1);
        private final Map<String, List<String>> worked = new ConcurrentHashMap<>();

        List<String> worked(String agent) {
            return worked.computeIfAbsent(agent, name -> new CopyOnWriteArrayList<>());
        }

        void gate(boolean closed) {
            gate.drainPermits();
            gate.release(closed ? 0 : 1);
        }

        public void hold(Exchange exchange) throws InterruptedException {
            gate.acquire();
            gate.release();
            answer(exchange, "held");
        }

        public void echo(Exchange exchange) {
            answer(exchange, "echo");
        }

        /** More than a broker takes. */
        public void goOn(Exchange exchange) {
            exchange.getMessage().setBody("and so on ".repeat(200_000));
        }

        public void ask(Exchange exchange) {
            if (exchange.getMessage().getBody(String.class).equals("yes")) {
                answer(exchange, "asking");
            } else {
                exchange.getMessage().setHeader("AgentOutcome", "input-required");
                exchange.getMessage().setBody("really?");
            }
        }

        public void fail(Exchange exchange) {
            throw new IllegalStateException("as it must");
        }

        public void moody(Exchange exchange) {
            if (broken) {
                throw new IllegalStateException("as it is now");
            }
            answer(exchange, "moody");
        }

        public void think(Exchange exchange) {
            exchange.setVariable("asked", exchange.getMessage().getBody(String.class));
            exchange.getMessage().setBody("thinking");
        }

        public void done(Exchange exchange) {
            exchange.getMessage().setBody("done: " + exchange.getVariable("asked"));
        }

        /** The earlier a message, the longer it takes, so that order does not come by itself. */
        public void uneven(Exchange exchange) throws InterruptedException {
            int number =
                    Integer.parseInt(exchange.getMessage().getBody(String.class).replaceAll("\\D", ""));
            Thread.sleep(60 - 5L * number);
            answer(exchange, "uneven");
        }

        private void answer(Exchange exchange, String name) {
            String answer = name + ": " + exchange.getMessage().getBody(String.class);
            worked(name).add(answer);
            exchange.getMessage().setBody(answer);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        main.completed();
        runs.join();
    }
}
