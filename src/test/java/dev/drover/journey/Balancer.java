package dev.drover.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small load balancer: it asks each replica four times a second whether it is ready, shares requests out among those that
 * are, and passes answers through as they come. It repeats nothing but what a replica has not even let in.
 */
final class Balancer implements AutoCloseable {
    private static final List<String> PASSED_ON =
            List.of("Content-Type", "Accept", "A2A-Version", "Idempotency-Key", "Last-Event-ID");

    private final List<RunningDrover> replicas;
    private final HttpServer server;
    private final ScheduledExecutorService probes = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final AtomicInteger turn = new AtomicInteger();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private volatile List<RunningDrover> ready;

    Balancer(List<RunningDrover> replicas) throws IOException {
        this.replicas = replicas;
        ready = replicas;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
        probes.scheduleWithFixedDelay(this::probe, 0, 250, TimeUnit.MILLISECONDS);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** What went wrong between the balancer and a replica that had let a request in. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    private void probe() {
        ready = replicas.stream().filter(Balancer::isReady).toList();
    }

    private static boolean isReady(RunningDrover replica) {
        try {
            return replica.get("/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpResponse<InputStream> answer = answer(exchange, body);
            if (answer == null) {
                exchange.sendResponseHeaders(502, -1);
                return;
            }
            answer.headers().map().forEach((name, values) -> {
                if (!List.of("content-length", "transfer-encoding", "connection", "date")
                        .contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            copy(answer.body(), exchange.getResponseBody());
        }
    }

    private HttpResponse<InputStream> answer(HttpExchange exchange, byte[] body) {
        List<RunningDrover> now = ready;
        for (int i = 0; i < now.size(); i++) {
            RunningDrover replica = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
            HttpRequest.Builder request = HttpRequest.newBuilder(replica.uri("/"))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            for (String name : PASSED_ON) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            } catch (ConnectException refused) {
                // the next one
            } catch (IOException e) {
                broken.add(e.toString());
                return null;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        broken.add("no replica is ready");
        return null;
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            broken.add("an answer broke off: " + e);
            throw e;
        }
    }

    @Override
    public void close() {
        probes.shutdownNow();
        server.stop(0);
    }
}
