package dev.drover.adapter.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * What is logged, and how a line looks. {@code log.format} and {@code log.level} are settings; Drover hands them over
 * as system properties before the first line.
 *
 * <p>Code and not an XML file, which takes half a second of every start to be read. Logback finds it as a service; a
 * file that {@code -Dlogback.configurationFile} names wins.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
    private static final String TEXT =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX, UTC} %-5level %logger{0} %oneLine(%msg %kvp{NONE}){}%n";

    private static final String TRACED = TEXT.replace("%n", " %X{trace.id}%n");

    private static final Map<String, Level> LIBRARIES = Map.ofEntries(
            Map.entry("org.apache.camel", Level.WARN),
            // Connections to brokers tell every step of their life.
            Map.entry("org.apache.kafka", Level.WARN),
            Map.entry("org.apache.qpid", Level.WARN),
            Map.entry("org.springframework.jms", Level.WARN),
            Map.entry("io.vertx", Level.WARN),
            // It quotes commands with their values where it reports trouble, which we tell ourselves.
            Map.entry("org.redisson", Level.OFF),
            Map.entry("io.netty", Level.WARN),
            // Vert.x 4.5 trips over a connection that breaks inside a pipelined request; it is closed all the same.
            Map.entry("io.netty.channel.AbstractChannelHandlerContext", Level.ERROR),
            // A broken connection is told by whoever wanted it.
            Map.entry("com.zaxxer.hikari", Level.ERROR),
            Map.entry("org.flywaydb", Level.WARN));

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        LIBRARIES.forEach((name, level) -> loggers.getLogger(name).setLevel(level));
        Level camel = Level.toLevel(System.getProperty("log.camel"), Level.INFO);
        loggers.getLogger("org.apache.camel.main.MainSupport").setLevel(camel);
        loggers.getLogger("org.apache.camel.impl.engine.AbstractCamelContext").setLevel(camel);
        loggers.getLogger("dev.drover").setLevel(Level.toLevel(System.getProperty("log.level"), Level.INFO));
        loggers.getLogger("ROOT").setLevel(Level.INFO);
        loggers.getLogger("ROOT").addAppender(console(loggers));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Console console(LoggerContext loggers) {
        Encoder<ILoggingEvent> encoder =
                System.getProperty("log.format", "text").equals("ecs") ? ecs() : text(loggers);
        encoder.setContext(loggers);
        encoder.start();
        Console console = new Console();
        console.setContext(loggers);
        console.setName("console");
        console.setEncoder(encoder);
        console.addFilter(new SparseLibraries());
        console.start();
        return console;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext loggers) {
        PatternLayout lines = new PatternLayout();
        lines.setContext(loggers);
        lines.getInstanceConverterMap().put("oneLine", OneLine::new);
        lines.setPattern(Boolean.getBoolean("log.traced") ? TRACED : TEXT);
        lines.start();
        LayoutWrappingEncoder<ILoggingEvent> text = new LayoutWrappingEncoder<>();
        text.setLayout(lines);
        return text;
    }

    private static Encoder<ILoggingEvent> ecs() {
        EcsLines lines = new EcsLines();
        lines.setServiceName("drover");
        return lines;
    }
}
