package bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Ten agents that answer after 200 ms. They tell how long the slowest really took, as seen from here, so that a timer
 * that fires late is not held against whoever calls them.
 *
 * <p>A virtual thread for each call; the slowest is kept for one fan-out at a time.
 */
final class SlowAgents implements AutoCloseable {
    static final int COUNT = 10;

    private static final Duration DELAY = Duration.ofMillis(200);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong slowest = new AtomicLong();

    SlowAgents() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else an answer can wait 40 ms for an ACK
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static List<String> names() {
        return IntStream.rangeClosed(1, COUNT).mapToObj(i -> "slow-" + i).toList();
    }

    /** The lines of application.properties that make them agents. */
    String settings() {
        StringBuilder lines = new StringBuilder("\n");
        for (String name : names()) {
            String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
            lines.append("agents.%s.kind = uri\nagents.%s.uri = %s\n".formatted(name, name, uri));
            lines.append("agents.%s.description = Answers after a while\n".formatted(name));
        }
        return lines.toString();
    }

    void forget() {
        slowest.set(0);
    }

    /** The nanoseconds that the slowest call since {@link #forget} took. */
    long slowest() {
        return slowest.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        long begin = System.nanoTime();
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Thread.sleep(DELAY);
            byte[] text = exchange.getRequestURI().getPath().substring(1).getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, text.length);
            slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
            exchange.getResponseBody().write(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
