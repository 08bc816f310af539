package dev.drover.adapter.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogConfigurationTest {
    private final LoggerContext loggers = new LoggerContext();

    @Test
    void textHasTheKeysBehindTheMessageAndNobodyBeginsALineOfHisOwn() {
        assertThat(line("text"))
                .matches("\\S+ INFO  Some request caller=eve 2026-01-01 INFO  Some granted millis=3\\R");
    }

    @Test
    void jsonHasTheKeysAsFieldsAndNobodyBeginsALineOfHisOwn() {
        assertThat(line("ecs"))
                .contains(
                        "\"message\":\"request\"",
                        "\"drover.caller\":\"eve\\n2026-01-01 INFO  Some granted\"",
                        "\"drover.millis\":3")
                .containsOnlyOnce("\n");
    }

    private String line(String format) {
        System.setProperty("log.format", format);
        try {
            loggers.setMDCAdapter(new LogbackMDCAdapter());
            new LogConfiguration().configure(loggers);
        } finally {
            System.clearProperty("log.format");
        }
        Logger logger = loggers.getLogger("dev.drover.Some");
        LoggingEvent event = new LoggingEvent("", logger, Level.INFO, "request", null, new Object[0]);
        event.addKeyValuePair(new KeyValuePair("caller", "eve\n2026-01-01 INFO  Some granted"));
        event.addKeyValuePair(new KeyValuePair("millis", 3));
        OutputStreamAppender<ILoggingEvent> console =
                (OutputStreamAppender<ILoggingEvent>) loggers.getLogger("ROOT").getAppender("console");
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void aLibraryThatReachesForOthersRepeatsItselfOnceInTenMinutesAndDroverAndRoutesWheneverTheyHaveTo() {
        SparseLibraries filter = new SparseLibraries();

        assertThat(filter.decide(event("org.apache.kafka.Some", "attempt 1 failed", 0)))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(event("org.apache.kafka.Some", "attempt 22 failed", 599_999)))
                .isEqualTo(FilterReply.DENY);
        assertThat(filter.decide(event("org.apache.kafka.Some", "attempt 23 failed", 600_000)))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(event("org.apache.kafka.Some", "something else", 600_001)))
                .isEqualTo(FilterReply.NEUTRAL);
        for (int i = 0; i < 2; i++) {
            assertThat(filter.decide(event("dev.drover.Some", "request", 1))).isEqualTo(FilterReply.NEUTRAL);
            assertThat(filter.decide(event("agent-of-a-user", "order 7", 1))).isEqualTo(FilterReply.NEUTRAL);
        }
    }

    private LoggingEvent event(String logger, String message, long millis) {
        LoggingEvent event = new LoggingEvent("", loggers.getLogger(logger), Level.WARN, message, null, new Object[0]);
        event.setTimeStamp(millis);
        return event;
    }
}
