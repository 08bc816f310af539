package bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Agents of which one, {@code held}, answers nobody before it is let go; the others answer at once. A virtual thread for each call. */
final class HeldAgents implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    HeldAgents() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.createContext("/held", this::hold);
        server.createContext("/quick", HeldAgents::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The lines of application.properties that make agents of them: {@code held} and so many others. */
    String settings(int others, int calls) {
        StringBuilder lines = new StringBuilder();
        lines.append(agent("held", "/held", "Answers much later"));
        lines.append("agents.held.concurrency = %d\nagents.held.timeout = 1h\n".formatted(calls));
        for (int i = 1; i <= others; i++) {
            lines.append(agent("topic-" + i, "/quick", "Knows all about topic" + i));
        }
        return lines.toString();
    }

    private String agent(String name, String path, String description) {
        return "agents.%1$s.kind = uri\nagents.%1$s.uri = http://127.0.0.1:%2$d%3$s\nagents.%1$s.description = %4$s\n"
                .formatted(name, server.getAddress().getPort(), path, description);
    }

    /** How many calls are held. */
    int waiting() {
        return waiting.get();
    }

    void release() {
        release.countDown();
    }

    private void hold(HttpExchange exchange) throws IOException {
        try {
            waiting.incrementAndGet();
            release.await();
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] text = "done".getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
