package dev.drover.wiring.operate;

import dev.drover.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where measures and traces go by OTLP over HTTP.
 *
 * @param endpoint without the path of a signal, such as {@code http://127.0.0.1:4318}; empty where nothing is sent
 * @param headers credentials of the receiver
 * @param delta whether counters are sent as what came since the last time, not as totals
 */
public record Otlp(String endpoint, Map<String, String> headers, Duration interval, boolean delta) {
    public static Otlp of(Settings settings) {
        return new Otlp(
                settings.parse("otel.endpoint", "", Otlp::endpoint),
                headers(settings.list("otel.headers", "")),
                settings.time("otel.interval", "30s"),
                settings.parse("otel.temporality", "cumulative", word -> switch (word) {
                    case "cumulative" -> false;
                    case "delta" -> true;
                    default -> throw new IllegalArgumentException("cumulative or delta");
                }));
    }

    private static String endpoint(String text) {
        if (text.isEmpty()) {
            return text;
        }
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("an http or https URL");
        }
        return text.replaceAll("/+$", "");
    }

    private static Map<String, String> headers(List<String> items) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String item : items) {
            int equals = item.indexOf('=');
            if (equals < 1) {
                throw new dev.drover.settings.InvalidSetting(
                        "otel.headers must be name=value, with commas between them; one of them has no =");
            }
            headers.put(
                    item.substring(0, equals).trim(), item.substring(equals + 1).trim());
        }
        return headers;
    }

    /** What says of all that is sent which process it is from. */
    public static Map<String, String> resource(String replica, String version) {
        return Map.of("service.name", "drover", "service.version", version, "service.instance.id", replica);
    }

    /** Headers do not show. */
    @Override
    public String toString() {
        return "Otlp[" + endpoint + "]";
    }
}
