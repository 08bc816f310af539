package dev.drover.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MalformedRequestTest {

    private static final String VALID = String.join(
            "\r\n",
            "POST /message:send?a=b HTTP/1.1",
            "Host: example.com:8080",
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "Expect: 100-continue",
            "",
            "5;x=y",
            "hello",
            "0",
            "",
            "GET /tasks/x%3Acancel HTTP/1.1",
            "Host: x",
            "Content-Length: 2",
            "",
            "ab");

    @Test
    void isNeverTheServersFault() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        var settings =
                RunningServer.settings().requestTimeout(Duration.ofMillis(200)).idleTimeout(Duration.ofMillis(500));
        try (RunningServer server = RunningServer.answering(settings.build(), exchange -> {});
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Random random = new Random(1);
            List<Future<String>> asked = new ArrayList<>();

            for (int i = 0; i < 500; i++) {
                byte[] request = mutated(random);
                asked.add(clients.submit(() -> answers(server, request)));
            }

            StringBuilder all = new StringBuilder();
            for (var answers : asked) {
                all.append(answers.get());
            }
            assertThat(all).contains("HTTP/1.1 200", "HTTP/1.1 400", "HTTP/1.1 408");
            assertThat(all).doesNotContain("HTTP/1.1 5", "HTTP/1.0 5");
            assertThat(log.list)
                    .filteredOn(event -> !event.getLoggerName().startsWith("io.micrometer")) // of other tests
                    .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
        } finally {
            root.detachAppender(log);
        }
    }

    private static byte[] mutated(Random random) {
        StringBuilder request = new StringBuilder(VALID);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(request.length());
            switch (random.nextInt(4)) {
                case 0 -> request.setCharAt(at, (char) random.nextInt(256));
                case 1 -> request.setCharAt(at, " \r\n:;,0x%\t".charAt(random.nextInt(10)));
                case 2 ->
                    request.insert(at, request.substring(at, Math.min(request.length(), at + random.nextInt(20))));
                default -> request.setLength(Math.max(1, at));
            }
        }
        return request.toString().getBytes(ISO_8859_1);
    }

    private static String answers(RunningServer server, byte[] request) throws Exception {
        try (WireClient client = server.connect()) {
            return client.send(request).rest();
        } catch (IOException closed) {
            return "";
        }
    }
}
