package dev.drover.adapter.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.journey.OtlpReceiver;
import dev.drover.trace.Span;
import dev.drover.trace.TraceContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OtelTracesTest {
    private static final TraceContext KEPT =
            TraceContext.read("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01", "vendor=1");
    private static final TraceContext DROPPED =
            TraceContext.read("00-1af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-00", null);

    @Test
    void whoBeginsATraceDecidesWhetherItIsKept() throws Exception {
        assertThat(sent(0, null)).isEmpty();
        assertThat(sent(0, KEPT)).containsExactly("outer", "inner");
        assertThat(sent(1, DROPPED)).isEmpty();
        assertThat(sent(1, null)).containsExactly("outer", "inner");
    }

    @Test
    void whatVendorsAddGoesOnToTheNext() {
        OtelTraces traces = new OtelTraces("http://127.0.0.1:1", Map.of(), Duration.ofHours(1), 1, Map.of());

        TraceContext next = traces.begin("outer", Span.Kind.SERVER, KEPT)
                .child("inner", Span.Kind.CLIENT)
                .context();

        assertThat(next.traceId()).isEqualTo(KEPT.traceId());
        assertThat(next.traceparent()).isNotEqualTo(KEPT.traceparent()).endsWith("-01");
        assertThat(next.tracestate()).isEqualTo("vendor=1");
    }

    /** The names of spans that a receiver gets of two, one inside the other. */
    private static List<String> sent(double share, @Nullable TraceContext parent) throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver()) {
            try (OtelTraces traces = new OtelTraces(
                    receiver.endpoint() + "/v1/traces", Map.of(), Duration.ofHours(1), share, Map.of())) {
                Span outer = traces.begin("outer", Span.Kind.SERVER, parent);
                outer.child("inner", Span.Kind.INTERNAL).end();
                outer.end();
            }
            return receiver.spans().stream()
                    .map(io.opentelemetry.proto.trace.v1.Span::getName)
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList();
        }
    }
}
