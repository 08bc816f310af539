package dev.drover.adapter.micrometer;

import java.time.Duration;
import java.util.Map;

/**
 * How meters are pushed by OTLP over HTTP.
 *
 * @param url of the receiver's metrics, such as {@code http://127.0.0.1:4318/v1/metrics}
 * @param headers credentials of the receiver
 * @param delta whether counters are sent as what came since the last push, not as totals
 * @param resource who sends, in OpenTelemetry's words, such as {@code service.name}
 */
public record Push(
        String url, Map<String, String> headers, Duration interval, boolean delta, Map<String, String> resource) {
    public Push {
        headers = Map.copyOf(headers);
        resource = Map.copyOf(resource);
    }

    /** Headers do not show. */
    @Override
    public String toString() {
        return "Push[" + url + "]";
    }
}
