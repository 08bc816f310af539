package dev.drover.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.SuspendableService;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.Method;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One route's way in: each request becomes an exchange on a virtual thread of its own, and the exchange the answer.
 *
 * <p>An exchange ends before its stream begins, so a stream is nothing in flight to Camel and keeps no exchange alive.
 * Suspending, the first step of every stop, refuses further requests and ends the streams.
 */
final class AsyncHttpConsumer extends DefaultConsumer implements PlatformHttpConsumer, Suspendable, SuspendableService {

    private static final Logger LOG = LoggerFactory.getLogger(AsyncHttpConsumer.class);

    private final HttpServerService server;
    private final Set<EventWriter> streams = ConcurrentHashMap.newKeySet();

    AsyncHttpConsumer(PlatformHttpEndpoint endpoint, Processor processor, HttpServerService server) {
        super(endpoint, processor);
        this.server = server;
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
        return (PlatformHttpEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        String restrict = getEndpoint().getHttpMethodRestrict();
        Set<String> methods = restrict == null
                ? Set.of()
                : Method.parseList(restrict).stream().map(Method::name).collect(Collectors.toSet());
        PathPattern pattern =
                PathPattern.of(getEndpoint().getPath(), getEndpoint().isMatchOnUriPrefix());
        server.routes().add(pattern, methods, this);
    }

    @Override
    protected void doSuspend() throws Exception {
        streams.forEach(EventWriter::stop);
        super.doSuspend();
    }

    @Override
    protected void doStop() throws Exception {
        server.routes().remove(this);
        streams.forEach(EventWriter::stop);
        super.doStop();
    }

    /** Whether its route begins before the body of a request is there. */
    boolean takesEarly() {
        return getEndpoint().isUseStreaming();
    }

    /** Takes a request over from the event loop. */
    void take(Request request) {
        if (!isTaking()) {
            request.connection().refuse(HttpError.UNAVAILABLE);
            return;
        }
        try {
            server.workers().execute(() -> answer(request));
        } catch (RejectedExecutionException stopped) {
            request.connection().refuse(HttpError.UNAVAILABLE);
        }
    }

    private boolean isTaking() {
        return isRunAllowed() && !isSuspendingOrSuspended();
    }

    private void answer(Request request) {
        EventStream stream = null;
        try {
            Answer answer = exchange(request);
            stream = answer.stream();
            if (stream == null || request.http().method().equals(HttpMethod.HEAD)) {
                answer.send(request, !isTaking());
            } else {
                stream(request, answer, stream);
            }
        } catch (Throwable bug) {
            LOG.error("answering a request failed", bug);
            Answer.of(HttpError.INTERNAL).send(request, !isTaking());
        } finally {
            if (stream != null) {
                stream.close();
            }
        }
    }

    private Answer exchange(Request request) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            return run(exchange, request);
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    private Answer run(Exchange exchange, Request request) throws Exception {
        exchange.setPattern(ExchangePattern.InOut);
        exchange.getIn().setBody(takesEarly() ? request.body() : request.body().bytes());
        Set<Object> inbound = Headers.read(request, exchange.getIn());
        createUoW(exchange);
        getProcessor().process(exchange);
        Exception failure = exchange.getException();
        if (failure != null) {
            // A route's own error handler has logged it already, if there is one.
            if (!exchange.getExchangeExtension().isErrorHandlerHandledSet()) {
                LOG.error("a route failed", failure);
            }
            return Answer.of(HttpError.INTERNAL);
        }
        return Answer.of(exchange.getMessage(), inbound);
    }

    private void stream(Request request, Answer head, EventStream stream) {
        request.body().bytes();
        HttpServerResponse response = request.http().response();
        head.writeHead(request);
        response.setChunked(true);
        EventWriter writer = new EventWriter(request, server.settings());
        streams.add(writer);
        try {
            writer.open();
            if (!isTaking()) {
                writer.stop();
            }
            stream.writeTo(writer);
            writer.end();
        } catch (InterruptedException stopped) {
            writer.end();
        } catch (RuntimeException | Error bug) {
            LOG.error("an event stream failed", bug);
            writer.cut();
        } finally {
            streams.remove(writer);
        }
    }
}
