package dev.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BesideCamelMainTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String PAGE = "GET /page HTTP/1.1\r\nHost: x\r\n\r\n";

    @Test
    void aComponentOfItsOwnServesOnAPortOfItsOwn() throws Exception {
        var engine = new AsyncHttpEngine(RunningServer.settings().build());
        var beside = (PlatformHttpComponent)
                AsyncHttpEngine.component(RunningServer.settings().build().beside("other", 0, false));
        Main main = main(engine);
        main.bind("other", beside);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("other:/page").process(e -> e.getMessage().setBody("a page"));
            }
        });
        main.start();
        try (WireClient client = new WireClient(engine.getServerPort());
                WireClient other = new WireClient(beside.getEngine().getServerPort())) {

            assertThat(client.send(PAGE).answer().body()).isEqualTo("hello");
            assertThat(other.send(PAGE).answer().body()).isEqualTo("a page");
            assertThat(other.send(GET).answer().status()).isEqualTo(404);
        } finally {
            main.stop();
        }
    }

    @Test
    void stopsTheStartWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            var settings = RunningServer.settings().port(taken.getLocalPort()).build();
            Main main = main(new AsyncHttpEngine(settings));

            assertThatThrownBy(main::start).hasStackTraceContaining("port " + taken.getLocalPort() + " (server.port)");
            main.stop();
        }
    }

    @Test
    void putsRequestsOffUntilCamelHasStarted() throws Exception {
        var early = new CompletableFuture<WireClient.Answer>();
        var engine = new AsyncHttpEngine(RunningServer.settings().build());
        Main main = main(engine);
        main.init();
        main.getCamelContext().addStartupListener(new StartupListener() {
            @Override
            public void onCamelContextStarting(CamelContext context, boolean alreadyStarted) throws Exception {
                try (WireClient client = new WireClient(engine.getServerPort())) {
                    early.complete(client.send(GET).answer());
                }
            }

            @Override
            public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {}
        });

        main.start();
        main.stop();

        assertThat(early.get().status()).isEqualTo(503);
        assertThat(early.get().header("Retry-After")).isEqualTo("1");
    }

    @Test
    void logsAFailureOnce() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var engine = new AsyncHttpEngine(RunningServer.settings().build());
        Main main = main(engine);
        main.start();
        log.start();
        root.addAppender(log);
        try (WireClient client = new WireClient(engine.getServerPort())) {

            client.send("GET /bug HTTP/1.1\r\nHost: x\r\n\r\n").answer();

            assertThat(log.list)
                    .filteredOn(event -> event.getFormattedMessage().contains("our bug")
                            || (event.getThrowableProxy() != null
                                    && event.getThrowableProxy().getMessage().contains("our bug")))
                    .hasSize(1);
        } finally {
            root.detachAppender(log);
            main.stop();
        }
    }

    private static Main main(AsyncHttpEngine engine) {
        Main main = new Main();
        main.bind(AsyncHttpEngine.NAME, engine);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from(RunningServer.EVERYTHING).process(e -> e.getMessage().setBody("hello"));
                from("platform-http:/bug").process(e -> {
                    throw new IllegalStateException("our bug");
                });
            }
        });
        return main;
    }
}
