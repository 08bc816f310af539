package dev.drover.wiring.trace;

import dev.drover.adapter.otel.OtelTraces;
import dev.drover.model.Model;
import dev.drover.settings.Settings;
import dev.drover.wiring.operate.Otlp;
import java.time.Duration;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.jspecify.annotations.Nullable;

/** The traces of this process. Without {@code otel.endpoint}, or with {@code otel.sampling = 0}, there is nothing in it. */
public final class Tracing {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final @Nullable OtelTraces traces;

    private Tracing(@Nullable OtelTraces traces) {
        this.traces = traces;
    }

    /** Traces that go where measures go. */
    public static Tracing of(Settings settings, String replica, String version) {
        Otlp otlp = Otlp.of(settings);
        double share = share(settings);
        if (otlp.endpoint().isEmpty() || share == 0) {
            return new Tracing(null);
        }
        return new Tracing(new OtelTraces(
                otlp.endpoint() + "/v1/traces",
                otlp.headers(),
                otlp.interval().compareTo(LONGEST) < 0 ? otlp.interval() : LONGEST,
                share,
                Otlp.resource(replica, version)));
    }

    /** Stops at a setting that is wrong. */
    public static void check(Settings settings) {
        share(settings);
    }

    private static double share(Settings settings) {
        return settings.parse("otel.sampling", "1", text -> {
            if (!text.matches("0(\\.\\d+)?|1(\\.0+)?")) {
                throw new IllegalArgumentException("a number from 0 to 1");
            }
            return Double.parseDouble(text);
        });
    }

    /** Has every run of a route traced. */
    public void bind(Main main) {
        OtelTraces own = traces;
        if (own == null) {
            return;
        }
        main.bind("route-spans", new RouteSpans(own));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStop(BaseMainSupport stopped) {
                own.close();
            }
        });
    }

    /** The model, with a span for each time that it is asked. */
    public Model traced(Model model) {
        return traces == null ? model : new TracedModel(model);
    }
}
