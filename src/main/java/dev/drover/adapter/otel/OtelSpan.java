package dev.drover.adapter.otel;

import dev.drover.trace.Span;
import dev.drover.trace.TraceContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A span of OpenTelemetry's. */
record OtelSpan(Tracer tracer, io.opentelemetry.api.trace.Span span) implements Span {
    static OtelSpan begin(Tracer tracer, String name, Kind kind, Context parent) {
        SpanBuilder builder = tracer.spanBuilder(name).setParent(parent).setSpanKind(kind(kind));
        return new OtelSpan(tracer, builder.startSpan());
    }

    private static SpanKind kind(Kind kind) {
        return switch (kind) {
            case INTERNAL -> SpanKind.INTERNAL;
            case SERVER -> SpanKind.SERVER;
            case CLIENT -> SpanKind.CLIENT;
            case CONSUMER -> SpanKind.CONSUMER;
            case PRODUCER -> SpanKind.PRODUCER;
        };
    }

    @Override
    public Span child(String name, Kind kind) {
        return begin(tracer, name, kind, Context.root().with(span));
    }

    @Override
    public void name(String name) {
        span.updateName(name);
    }

    @Override
    public void set(String key, String value) {
        span.setAttribute(key, value);
    }

    @Override
    public void set(String key, long value) {
        span.setAttribute(key, value);
    }

    @Override
    public void set(String key, List<String> values) {
        span.setAttribute(AttributeKey.stringArrayKey(key), values);
    }

    @Override
    public void failed(String reason) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute("error.type", reason);
    }

    @Override
    public void link(TraceContext other) {
        span.addLink(io.opentelemetry.api.trace.Span.fromContext(OtelTraces.read(other))
                .getSpanContext());
    }

    @Override
    public TraceContext context() {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, (into, key, value) -> {
            if (into != null) {
                into.put(key, value);
            }
        });
        return new TraceContext(headers.getOrDefault("traceparent", ""), headers.getOrDefault("tracestate", ""));
    }

    @Override
    public void end() {
        span.end();
    }
}
