package dev.drover.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: it opens the port, finds the consumer for a request, and keeps the time limits.
 *
 * <p>Threads: one event loop for two processors; each connection stays on one. Requests are answered on virtual
 * threads, one each. One timer looks after all connections and streams.
 */
final class HttpServerService extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServerService.class);
    private static final long GRACE_SECONDS = 3;

    private final ServerSettings settings;
    private final CommonHeaders common;
    private final BooleanSupplier open;
    private final RouteTable<AsyncHttpConsumer> routes = new RouteTable<>();
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<HttpServer> servers = new ArrayList<>();
    private final RequestReader.Target dispatch = new RequestReader.Target() {
        @Override
        public boolean takesEarly(HttpServerRequest request) {
            return HttpServerService.this.takesEarly(request);
        }

        @Override
        public void take(HttpServerRequest request, ClientConnection connection, RequestBody body) {
            dispatch(request, connection, body);
        }
    };
    private @Nullable ExecutorService workers;
    private @Nullable Vertx vertx;
    private @Nullable Certificates certificates;

    HttpServerService(ServerSettings settings, BooleanSupplier open) {
        this.settings = settings;
        this.common = CommonHeaders.of(settings);
        this.open = open;
    }

    ServerSettings settings() {
        return settings;
    }

    RouteTable<AsyncHttpConsumer> routes() {
        return routes;
    }

    ExecutorService workers() {
        return Objects.requireNonNull(workers, "the server is not started");
    }

    /** The port that is open, or the one that will be. */
    int port() {
        return servers.isEmpty() ? settings.port() : servers.getFirst().actualPort();
    }

    @Override
    protected void doStart() throws Exception {
        workers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory());
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        Vertx created = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        vertx = created;
        TlsSettings tls = settings.tls();
        certificates = tls == null ? null : new Certificates(tls, created);
        // A server keeps to one event loop; servers on the same port share its connections out.
        for (int i = 0; i < loops; i++) {
            servers.add(listen(created));
        }
        created.setPeriodic(tickMillis(), tick -> sweep());
        if (tls != null) {
            created.setPeriodic(tls.reload().toMillis(), tick -> workers().execute(this::lookAtCertificates));
        }
        LOG.info("{} listening on {}:{}", settings.name(), settings.host(), port());
    }

    @Override
    protected void doStop() throws Exception {
        if (workers != null) {
            workers.shutdown();
            if (!workers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
                workers.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        }
        if (vertx != null) {
            List<Future<Void>> closing = servers.stream().map(HttpServer::close).toList();
            settle(Future.join(closing));
            // What is left has a reader that takes nothing.
            connections.forEach(ClientConnection::abort);
            settle(vertx.close());
        }
        servers.clear();
        vertx = null;
    }

    private HttpServer listen(Vertx on) throws Exception {
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxHeaderSize(settings.maxHeader())
                .setMaxInitialLineLength(settings.maxHeader());
        if (certificates != null) {
            certificates.apply(options);
        }
        HttpServer server = on.createHttpServer(options)
                .connectionHandler(this::connected)
                .invalidRequestHandler(this::refuse)
                .requestHandler(this::take);
        // Vert.x shares out a chosen port, and of the free ones those it knows by a negative number.
        int port = settings.port() == 0 ? -1 : settings.port();
        try {
            server.listen(port, settings.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException failed) {
            settle(on.close());
            throw new IllegalStateException(notListening(failed.getCause()), failed.getCause());
        }
        return server;
    }

    private String notListening(@Nullable Throwable cause) {
        String place =
                "port %d (%s.port) on %s (server.host)".formatted(settings.port(), settings.name(), settings.host());
        boolean taken = cause instanceof BindException
                && String.valueOf(cause.getMessage()).contains("in use");
        return taken
                ? place + " is in use by another process; stop it or set another " + settings.name() + ".port"
                : "cannot listen at " + place;
    }

    private void connected(HttpConnection connection) {
        ClientConnection client = new ClientConnection(settings, common);
        client.attachTo(connection);
        connections.add(client);
        // Directly, because Vert.x's own check of the version answers an unknown one with 501.
        ((HttpServerConnection) connection).handler(this::take);
        connection.closeHandler(closed -> connections.remove(client));
        connection.exceptionHandler(failure -> LOG.debug("a connection failed", failure));
    }

    private void take(HttpServerRequest request) {
        ClientConnection connection = ClientConnection.of(request.connection());
        if (!open.getAsBoolean()) {
            connection.refuse(HttpError.UNAVAILABLE);
            return;
        }
        RequestReader.read(request, connection, settings.maxBody(), dispatch);
    }

    private boolean takesEarly(HttpServerRequest http) {
        return !(routes.match(path(http), http.method().name())
                        instanceof RouteTable.Match.Found<AsyncHttpConsumer> found)
                || found.target().takesEarly();
    }

    private void dispatch(HttpServerRequest http, ClientConnection connection, RequestBody body) {
        if (CorsPolicy.isPreflight(http) && !settings.cors().origins().isEmpty()) {
            settings.cors().preflight(http).send(new Request(http, connection, body, Map.of()), false);
            return;
        }
        switch (routes.match(path(http), http.method().name())) {
            case RouteTable.Match.Found<AsyncHttpConsumer> found ->
                found.target().take(new Request(http, connection, body, found.parameters()));
            case RouteTable.Match.WrongMethod<AsyncHttpConsumer> wrong ->
                Answer.of(HttpError.wrongMethod(wrong.allowed()))
                        .send(new Request(http, connection, body, Map.of()), false);
            case RouteTable.Match.Nothing<AsyncHttpConsumer> nothing ->
                Answer.of(HttpError.NOT_FOUND).send(new Request(http, connection, body, Map.of()), false);
        }
    }

    private static String path(HttpServerRequest http) {
        return Objects.requireNonNull(http.path(), "read without a path");
    }

    private void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        HttpError error =
                switch (cause) {
                    case TooLongHttpLineException line -> HttpError.lineTooLong(settings.maxHeader());
                    case TooLongHttpHeaderException header -> HttpError.headersTooLarge(settings.maxHeader());
                    default -> HttpError.malformed("the request is not valid HTTP");
                };
        ClientConnection.of(request.connection()).refuse(error);
    }

    private void lookAtCertificates() {
        if (certificates != null) {
            certificates.look(List.copyOf(servers));
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        connections.forEach(connection -> connection.sweep(now));
    }

    private long tickMillis() {
        long shortest = Stream.of(
                        settings.idleTimeout(), settings.requestTimeout(), settings.heartbeat(), settings.streamStall())
                .mapToLong(Duration::toMillis)
                .min()
                .orElseThrow();
        return Math.clamp(shortest / 4, 10, 1000);
    }

    private static void settle(Future<?> future) throws InterruptedException {
        try {
            future.toCompletionStage().toCompletableFuture().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException notClean) {
            LOG.debug("the server did not close cleanly", notClean);
        }
    }
}
