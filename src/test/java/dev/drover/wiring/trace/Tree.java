package dev.drover.wiring.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.drover.journey.OtlpReceiver;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** One trace as a receiver has it. */
record Tree(List<Span> spans) {
    /** The trace of this id, once spans of all these names have come. */
    static Tree of(OtlpReceiver receiver, String traceId, String... names) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(named(receiver, traceId))
                .contains(names));
        return new Tree(spans(receiver, traceId));
    }

    private static Set<String> named(OtlpReceiver receiver, String traceId) {
        return spans(receiver, traceId).stream().map(Span::getName).collect(Collectors.toSet());
    }

    private static List<Span> spans(OtlpReceiver receiver, String traceId) {
        return receiver.spans().stream()
                .filter(span -> hex(span.getTraceId()).equals(traceId))
                .toList();
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /** Fails unless every span but one is inside another one of these; that one has this parent. */
    void hangsTogetherBelow(String parent) {
        Set<ByteString> own = spans.stream().map(Span::getSpanId).collect(Collectors.toSet());
        assertThat(spans.stream().filter(span -> !own.contains(span.getParentSpanId())))
                .singleElement()
                .satisfies(top -> assertThat(hex(top.getParentSpanId())).isEqualTo(parent));
    }

    Span span(String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name));
    }

    /** The names of the spans around this one, from the inside. */
    List<String> around(String name) {
        Map<ByteString, Span> byId = spans.stream().collect(Collectors.toMap(Span::getSpanId, Function.identity()));
        return java.util.stream.Stream.iterate(
                        span(name), span -> span != null, span -> byId.get(span.getParentSpanId()))
                .skip(1)
                .map(Span::getName)
                .toList();
    }

    Map<String, String> attributes(String name) {
        return span(name).getAttributesList().stream()
                .collect(Collectors.toMap(
                        KeyValue::getKey,
                        pair -> pair.getValue().hasIntValue()
                                ? Long.toString(pair.getValue().getIntValue())
                                : pair.getValue().getStringValue()));
    }
}
