package dev.drover.wiring.trace;

import dev.drover.trace.Span;
import dev.drover.trace.TraceContext;
import dev.drover.trace.Traces;
import dev.drover.wiring.work.Traced;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one route. The innermost open one is a property of the exchange, and so of every copy of it.
 *
 * <p>Threads: any number; a run ends on the thread that it began on, or else leaves that thread as it is.
 */
final class RouteSpan extends RoutePolicySupport {
    private final Traces traces;
    private final SpanForm form;
    private final boolean door;

    /** One run of a route. */
    private record Run(RouteSpan route, Span span, @Nullable Object outer, Current.Mark mark) implements Traced.Place {}

    /** A door begins the trace of what comes in, whatever it hears; other routes go on with what is open. */
    RouteSpan(Traces traces, SpanForm form, boolean door) {
        this.traces = traces;
        this.form = form;
        this.door = door;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        Span outer = door ? null : Traced.span(exchange);
        Span span = outer == null
                ? traces.begin(form.name(), form.kind(), door ? told(exchange.getMessage()) : null)
                : outer.child(form.name(), form.kind());
        form.begin(span, exchange);
        exchange.setProperty(
                Traced.PLACE, new Run(this, span, exchange.getProperty(Traced.PLACE), Current.enter(span)));
        switch (form.kind()) {
            case CLIENT -> Traced.leave(exchange, span.context());
            case PRODUCER -> tell(exchange.getMessage(), span.context());
            default -> {}
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.getProperty(Traced.PLACE) instanceof Run run && run.route() == this) {
            exchange.setProperty(Traced.PLACE, run.outer());
            form.end(run.span(), exchange);
            run.mark().leave();
            run.span().end();
        }
    }

    private static @Nullable TraceContext told(Message message) {
        return TraceContext.read(text(message, "traceparent"), text(message, "tracestate"));
    }

    /** As text, whatever a broker makes of it. */
    private static @Nullable String text(Message message, String header) {
        return switch (message.getHeader(header)) {
            case null -> null;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case Object other -> other.toString();
        };
    }

    private static void tell(Message message, TraceContext context) {
        message.setHeader("traceparent", context.traceparent());
        if (!context.tracestate().isEmpty()) {
            message.setHeader("tracestate", context.tracestate());
        }
    }
}
