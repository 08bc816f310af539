package dev.drover.http;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with the engine on a free port. */
final class RunningServer implements AutoCloseable {

    static final String EVERYTHING = "platform-http:/?matchOnUriPrefix=true";

    private final CamelContext camel = new DefaultCamelContext();
    private final AsyncHttpEngine engine;

    private RunningServer(ServerSettings settings) {
        engine = new AsyncHttpEngine(settings);
        camel.getRegistry().bind(AsyncHttpEngine.NAME, engine);
        camel.getShutdownStrategy().setTimeout(5);
    }

    static RunningServer with(ServerSettings settings) throws Exception {
        RunningServer server = new RunningServer(settings);
        server.camel.start();
        return server;
    }

    /** A server whose one route takes everything. */
    static RunningServer answering(Processor processor) throws Exception {
        return answering(settings().build(), processor);
    }

    static RunningServer answering(ServerSettings settings, Processor processor) throws Exception {
        return with(settings).route(EVERYTHING, processor);
    }

    static RunningServer streaming(ServerSettings settings, EventStream stream) throws Exception {
        return answering(settings, exchange -> exchange.getMessage().setBody(stream));
    }

    RunningServer route(String uri, Processor processor) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).process(processor);
            }
        });
        return this;
    }

    CamelContext camel() {
        return camel;
    }

    Endpoint endpoint(String uri) {
        return camel.getEndpoint(uri);
    }

    int port() {
        return engine.getServerPort();
    }

    WireClient connect() throws Exception {
        return new WireClient(port());
    }

    /** One request on a connection of its own. */
    WireClient.Answer ask(String request) throws Exception {
        try (WireClient client = connect()) {
            return client.send(request).answer();
        }
    }

    @Override
    public void close() {
        camel.stop();
    }

    static SettingsBuilder settings() {
        return new SettingsBuilder();
    }

    /** Settings that no test runs into unless it sets them. */
    static final class SettingsBuilder {
        int port = 0;
        long maxBody = 1_048_576;
        int maxHeader = 8192;
        Duration idleTimeout = Duration.ofMinutes(1);
        Duration requestTimeout = Duration.ofMinutes(1);
        Duration heartbeat = Duration.ofMinutes(1);
        long streamBuffer = 65_536;
        Duration streamStall = Duration.ofMinutes(1);

        CorsPolicy cors = CorsPolicy.NONE;
        TlsSettings tls;

        SettingsBuilder cors(CorsPolicy value) {
            cors = value;
            return this;
        }

        SettingsBuilder tls(TlsSettings value) {
            tls = value;
            return this;
        }

        SettingsBuilder port(int value) {
            port = value;
            return this;
        }

        SettingsBuilder maxBody(long value) {
            maxBody = value;
            return this;
        }

        SettingsBuilder maxHeader(int value) {
            maxHeader = value;
            return this;
        }

        SettingsBuilder idleTimeout(Duration value) {
            idleTimeout = value;
            return this;
        }

        SettingsBuilder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        SettingsBuilder heartbeat(Duration value) {
            heartbeat = value;
            return this;
        }

        SettingsBuilder streamBuffer(long value) {
            streamBuffer = value;
            return this;
        }

        SettingsBuilder streamStall(Duration value) {
            streamStall = value;
            return this;
        }

        ServerSettings build() {
            return new ServerSettings(
                    "server",
                    "127.0.0.1",
                    port,
                    maxBody,
                    maxHeader,
                    idleTimeout,
                    requestTimeout,
                    heartbeat,
                    streamBuffer,
                    streamStall,
                    cors,
                    tls);
        }
    }
}
