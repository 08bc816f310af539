package dev.drover.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.drover.adapter.dynamodb.TestDynamo;
import dev.drover.adapter.postgres.TestPostgres;
import dev.drover.adapter.redis.TestRedis;
import dev.drover.entry.Entry;
import dev.drover.settings.Settings;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.slf4j.LoggerFactory;

/**
 * How many messages a second one Drover answers on each store, real servers on this machine with what its guarantees need;
 * bench/stores runs it. Not a test. Every message is a whole task: opened, called for, ended, answered, without HTTP.
 */
public final class StoreSpeed {
    private static final int SENDERS = number("SENDERS", 64);
    private static final int WARM = number("WARM", 30);
    private static final int RUN = number("RUN", 10);
    private static final int MOST = 5_000_000;

    private StoreSpeed() {}

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger("dev.drover")).setLevel(Level.WARN);
        measured("warming up", "memory:");
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "stores");
        Map<String, Supplier<String>> stores = new LinkedHashMap<>();
        stores.put("memory", () -> "memory:");
        stores.put("rocksdb, synced", () -> "rocksdb:" + folder.toAbsolutePath());
        stores.put("redis", () -> "redis://127.0.0.1:" + TestRedis.shared().port + "?prefix=speed");
        stores.put(
                "postgresql",
                () -> "jdbc:postgresql://127.0.0.1:" + TestPostgres.port()
                        + "/postgres?user=postgres&currentSchema=speed");
        stores.put(
                "dynamodb local",
                () -> "dynamodb:speed?region=eu-central-1&create=true&endpoint=http://127.0.0.1:" + TestDynamo.port());
        String only = System.getenv().getOrDefault("STORE", "");
        stores.keySet().removeIf(name -> !name.startsWith(only));
        StringBuilder table =
                new StringBuilder("%-16s %12s %9s %9s%n".formatted("store", "messages/s", "p50 ms", "p99 ms"));
        for (Map.Entry<String, Supplier<String>> store : stores.entrySet()) {
            table.append(measured(store.getKey(), store.getValue().get()));
        }
        System.out.println(table);
        System.exit(0);
    }

    private static String measured(String name, String url) throws Exception {
        Map<String, String> settings =
                Map.of("server.port", "0", "management.enabled", "false", "store.url", url, "log.requests", "false");
        Main main = new Application(new Settings(settings), Path.of("").toAbsolutePath(), Clock.systemUTC()).main();
        main.configure().addRoutesBuilder(new Echo());
        main.init();
        main.getMainListeners().forEach(listener -> listener.beforeStart(main));
        main.start();
        try {
            send(main.getCamelContext(), WARM);
            long[] nanos = send(main.getCamelContext(), RUN);
            return "%-16s %12d %9.1f %9.1f%n"
                    .formatted(name, nanos.length / RUN, at(nanos, 0.5) / 1e6, at(nanos, 0.99) / 1e6);
        } finally {
            main.stop();
        }
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** What each message took, sorted. */
    private static long[] send(CamelContext camel, int seconds) throws IOException {
        long[] nanos = new long[MOST];
        AtomicInteger sent = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        ThreadFactory threads = Thread.ofVirtual().factory();
        try (ProducerTemplate template = camel.createProducerTemplate();
                ExecutorService senders = Executors.newThreadPerTaskExecutor(threads)) {
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> {
                    while (System.nanoTime() < end && !failed.get()) {
                        long began = System.nanoTime();
                        if (!answered(camel, template)) {
                            failed.set(true);
                        }
                        nanos[sent.getAndIncrement()] = System.nanoTime() - began;
                    }
                });
            }
        }
        if (failed.get()) {
            throw new IllegalStateException("a message was not answered");
        }
        long[] all = Arrays.copyOf(nanos, sent.get());
        Arrays.sort(all);
        return all;
    }

    private static boolean answered(CamelContext camel, ProducerTemplate template) {
        Exchange exchange = ExchangeBuilder.anExchange(camel)
                .withBody(LocalDrover.message("hello", "speed"))
                .build();
        exchange.setVariable("entry", new Entry("speed", Map.of(), null, Entry.Wait.END, null));
        template.send("direct:request", exchange);
        if (exchange.getException() != null) {
            exchange.getException().printStackTrace();
            return false;
        }
        return exchange.getMessage().getBody(Task.class).state() == TaskState.COMPLETED;
    }

    private static int number(String variable, int otherwise) {
        String text = System.getenv(variable);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    /** The agent: says the same again. */
    private static final class Echo extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:agent-speed")
                    .routeId("agent-speed")
                    .errorHandler(noErrorHandler())
                    .transform(body());
        }
    }
}
