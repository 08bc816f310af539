package dev.drover.adapter.otel;

import dev.drover.trace.Span;
import dev.drover.trace.TraceContext;
import dev.drover.trace.Traces;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Traces that are sent by OTLP over HTTP, some time after they were made; what a receiver cannot take in time is dropped.
 *
 * <p>Threads: any number; one of its own sends.
 */
public final class OtelTraces implements Traces, AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final Map<String, String> NOTHING = Map.of();

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * Sends nothing yet.
     *
     * @param url with the path of traces
     * @param headers credentials of the receiver
     * @param share of the traces that begin here, from 0 to 1; of others their beginner has decided
     */
    public OtelTraces(
            String url, Map<String, String> headers, Duration interval, double share, Map<String, String> resource) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder().setEndpoint(url);
        headers.forEach(exporter::addHeader);
        AttributesBuilder who = Attributes.builder();
        resource.forEach(who::put);
        provider = SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .setResource(Resource.create(who.build()))
                .addSpanProcessor(BatchSpanProcessor.builder(new TellingExporter(exporter.build()))
                        .setScheduleDelay(interval)
                        .build())
                .build();
        tracer = provider.get("dev.drover");
    }

    @Override
    public Span begin(String name, Span.Kind kind, @Nullable TraceContext parent) {
        return OtelSpan.begin(tracer, name, kind, parent == null ? Context.root() : read(parent));
    }

    static Context read(TraceContext told) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), NOTHING, new Told(told));
    }

    /** Sends what was not sent yet. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The two headers, for a propagator that reads them out of something. */
    private record Told(TraceContext context) implements TextMapGetter<Map<String, String>> {
        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return switch (key) {
                case "traceparent" -> context.traceparent();
                case "tracestate" -> context.tracestate().isEmpty() ? null : context.tracestate();
                default -> null;
            };
        }
    }
}
