package dev.drover.adapter.otel;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Says in our log when the receiver takes nothing, and when it does again; the library would write to a log of its own. */
final class TellingExporter implements SpanExporter {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(TellingExporter.class);
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    private final SpanExporter exporter;
    private volatile boolean away;

    TellingExporter(SpanExporter exporter) {
        this.exporter = exporter;
        LIBRARY.setLevel(Level.OFF);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> told(result.isSuccess(), spans.size()));
    }

    private void told(boolean taken, int spans) {
        if (taken == away) {
            away = !taken;
            if (away) {
                LOG.atWarn().addKeyValue("number", spans).log("the receiver of traces takes none, they are dropped");
            } else {
                LOG.info("the receiver of traces is back");
            }
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
