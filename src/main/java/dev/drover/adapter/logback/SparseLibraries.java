package dev.drover.adapter.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a line of a library that reaches for others through once in ten minutes: while a broker or a collector is away, they
 * say so every second. Lines that differ in numbers only count as the same. All others pass, Drover's own and those of routes.
 *
 * <p>Threads: any number; the lines of libraries take turns.
 */
final class SparseLibraries extends Filter<ILoggingEvent> {
    private static final long ONCE_IN_MILLIS = 600_000;
    private static final int REMEMBERED = 200;
    private static final List<String> LIBRARIES = List.of(
            "org.apache.camel.component.",
            "org.apache.kafka.",
            "org.apache.qpid.",
            "org.springframework.jms.",
            "io.micrometer.",
            "io.opentelemetry.");

    private final Map<String, Long> written = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean sparse = LIBRARIES.stream().anyMatch(event.getLoggerName()::startsWith);
        return !sparse || isNew(event) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private synchronized boolean isNew(ILoggingEvent event) {
        String line = event.getLoggerName() + " " + event.getFormattedMessage().replaceAll("\\d+", "#");
        Long before = written.get(line);
        if (before != null && event.getTimeStamp() - before < ONCE_IN_MILLIS) {
            return false;
        }
        written.put(line, event.getTimeStamp());
        return true;
    }
}
