package dev.drover.wiring;

import dev.drover.a2a.Call;
import dev.drover.entry.Entry;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.settings.Settings;
import dev.drover.state.StateStore;
import dev.drover.task.Ids;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;

/** One of several replicas in this process, on a store that they share; asked through its routes. */
final class TestReplica implements AutoCloseable {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    final Cut way = new Cut();
    final AtomicInteger interrupts = new AtomicInteger();
    private final Main main;
    private final Thread runs;

    TestReplica(Path folder, List<String> settings, TaskStore tasks, StateStore state) throws Exception {
        Files.createDirectories(folder);
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of("server.port = 0", "server.shutdown = 1s", "management.enabled = false"));
        Files.write(folder.resolve("application.properties"), all);
        Settings read = Settings.load(folder, name -> null);
        main = new Application(read, PROJECT, Clock.systemUTC(), () -> way.over(tasks, state), null).main();
        main.configure().addRoutesBuilder(new Blocked());
        runs = Thread.ofVirtual().start(this::run);
        Awaitility.await()
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

    /** The agent {@code blocked}: works until it is interrupted, and tells of that. */
    private final class Blocked extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:agent-blocked")
                    .routeId("agent-blocked")
                    .errorHandler(noErrorHandler())
                    .process(exchange -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupts.incrementAndGet();
                            throw e;
                        }
                    });
        }
    }

    boolean ready() throws IOException {
        try (var template = main.getCamelContext().createProducerTemplate()) {
            Exchange asked = template.request("bean:health?method=tell", exchange -> exchange.getMessage()
                    .setHeader(Exchange.HTTP_PATH, "/health/ready"));
            return asked.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class) == 200;
        }
    }

    /** The task that a message to these agents opens; does not wait for its end. */
    Task send(String... agents) throws IOException {
        return send(Duration.ofMinutes(1), agents);
    }

    Task send(Duration deadline, String... agents) throws IOException {
        Map<String, Object> metadata = new HashMap<>(Map.of("agents", List.of(agents)));
        Message message = new Message(
                Ids.next(), Role.USER, List.of(Part.text("hello")), null, null, metadata, List.of(), List.of());
        return ask("direct:request", message, deadline);
    }

    /** What its caller answers to the question of a task. */
    Task answer(Task task, String text) throws IOException {
        Message message = new Message(
                Ids.next(), Role.USER, List.of(Part.text(text)), null, task.id(), Map.of(), List.of(), List.of());
        return ask("direct:request", message, Duration.ofMinutes(1));
    }

    Task cancel(Task task) throws IOException {
        return ask("direct:cancel-task", new Call.CancelTask(task.id()), Duration.ZERO);
    }

    private Task ask(String route, Object body, Duration deadline) throws IOException {
        try (var template = main.getCamelContext().createProducerTemplate()) {
            Exchange asked = template.request(route, exchange -> {
                exchange.getMessage().setBody(body);
                exchange.setVariable("caller", Caller.ANONYMOUS);
                exchange.setVariable("entry", new Entry("test", Map.of(), null, Entry.Wait.NONE, deadline));
            });
            if (asked.getException() != null) {
                throw new IllegalStateException(asked.getException());
            }
            return asked.getMessage().getBody(Task.class);
        }
    }

    @Override
    public void close() throws InterruptedException {
        main.completed();
        runs.join();
    }
}
