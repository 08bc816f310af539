package dev.drover.wiring.operate;

import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The bean {@code metrics}: the metrics of this replica in Prometheus' text form. Safe for any number of threads. */
public final class MetricsPage {
    private final Supplier<String> text;

    MetricsPage(Supplier<String> text) {
        this.text = text;
    }

    public void page(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        message.setBody(text.get());
    }
}
