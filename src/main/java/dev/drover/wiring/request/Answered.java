package dev.drover.wiring.request;

import dev.drover.entry.Entry;
import dev.drover.identity.Caller;
import dev.drover.metrics.Metrics;
import dev.drover.metrics.Metrics.Outcome;
import dev.drover.refusal.Reason;
import dev.drover.task.Task;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Counts each request that an entry has answered, and writes its line to the log. Safe for any number of threads. */
final class Answered {
    private static final Logger LOG = LoggerFactory.getLogger(Answered.class);

    private final Metrics metrics;
    private final boolean logged;

    Answered(Metrics metrics, boolean logged) {
        this.metrics = metrics;
        this.logged = logged;
    }

    Metrics metrics() {
        return metrics;
    }

    /** The way of a request begins here. */
    static void begin(Exchange exchange) {
        exchange.setVariable("began", System.nanoTime());
    }

    void refused(Exchange exchange, Reason reason) {
        metrics.refused(reason);
        done(exchange, Outcome.REFUSED, reason);
    }

    void with(Exchange exchange, Outcome outcome) {
        done(exchange, outcome, null);
    }

    private void done(Exchange exchange, Outcome outcome, @Nullable Reason reason) {
        Long began = exchange.getVariable("began", Long.class);
        long nanos = began == null ? 0 : System.nanoTime() - began;
        String operation = operation(exchange);
        metrics.requested(operation, outcome, nanos);
        if (logged) {
            log(exchange, operation, outcome, reason, nanos);
        }
    }

    private static void log(Exchange exchange, String operation, Outcome outcome, @Nullable Reason reason, long nanos) {
        LoggingEventBuilder line =
                LOG.atInfo().addKeyValue("operation", operation).addKeyValue("outcome", word(outcome));
        if (reason != null) {
            line = line.addKeyValue("reason", word(reason));
        }
        if (exchange.getVariable("caller") instanceof Caller caller) {
            line = line.addKeyValue("caller", caller.name());
        }
        if (exchange.getVariable("taskId") instanceof String taskId) {
            line = line.addKeyValue("task", taskId);
        }
        if (exchange.getVariable("task") instanceof Task task) {
            line = line.addKeyValue("context", task.contextId());
        }
        line.addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(nanos)).log("request");
    }

    /** Sends take as long as their senders want to wait, so these are told apart; unknown until it is read. */
    private static String operation(Exchange exchange) {
        String operation = exchange.getVariable("operation", "unknown", String.class);
        if (!operation.equals("send")) {
            return operation;
        }
        return switch (exchange.getVariable("entry", Entry.class).waitFor()) {
            case END -> "send";
            case NONE -> "send-at-once";
            case STREAM -> "send-streaming";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
