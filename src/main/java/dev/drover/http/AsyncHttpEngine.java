package dev.drover.http;

import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * Serves Camel's {@code platform-http} endpoints, each request on a virtual thread of its own.
 *
 * <p>Bind it in the registry as {@link #NAME} before Camel starts; it opens its port before any route starts and closes
 * it after the last one has stopped. Until Camel has started, and from the moment it stops, requests are answered with
 * 503. An answer that is an {@link EventStream} is streamed.
 *
 * <p>It stands alone, without Camel's Vert.x engine and its router: that router gives colons in paths a meaning.
 */
public final class AsyncHttpEngine extends ServiceSupport implements PlatformHttpEngine, CamelContextAware {

    /** The name under which {@code platform-http} looks for its engine. */
    public static final String NAME = "platform-http-engine";

    /** The header with the address of the client's end of the connection, without its port. */
    public static final String REMOTE_ADDRESS = "CamelHttpRemoteAddress";

    /** The header with the subject of the client's certificate (RFC 2253), where it has shown one. */
    public static final String CLIENT_CERTIFICATE = "CamelHttpClientCertificate";

    private final HttpServerService server;
    private @Nullable CamelContext camel;

    public AsyncHttpEngine(ServerSettings settings) {
        server = new HttpServerService(settings, () -> getCamelContext().isStarted());
    }

    /** A component with a server of its own: bound under a scheme, it serves the endpoints of that scheme. */
    public static Component component(ServerSettings settings) {
        PlatformHttpComponent component = new PlatformHttpComponent();
        component.setEngine(new AsyncHttpEngine(settings));
        return component;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new AsyncHttpConsumer(endpoint, processor, server);
    }

    /** The port that is open, or the one that will be. */
    @Override
    public int getServerPort() {
        return server.port();
    }

    @Override
    protected void doInit() throws Exception {
        // As a service of the context it is stopped behind the routes; the component would never stop a bound engine.
        getCamelContext().addService(server, true, false);
    }

    @Override
    protected void doStart() {
        server.start();
    }

    @Override
    public CamelContext getCamelContext() {
        return Objects.requireNonNull(camel, "Camel has not taken the engine yet");
    }

    @Override
    public void setCamelContext(CamelContext context) {
        camel = context;
    }
}
