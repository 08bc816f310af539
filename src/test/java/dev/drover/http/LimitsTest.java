package dev.drover.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\n";

    @Test
    void takesABodyOfExactlyTheLimit() throws Exception {
        try (RunningServer server = echoing(RunningServer.settings().maxBody(5))) {

            assertThat(server.ask(POST + "Content-Length: 5\r\n\r\n12345").body())
                    .isEqualTo("12345");
            assertThat(server.ask(POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n12\r\n3\r\n345\r\n0\r\n\r\n")
                            .body())
                    .isEqualTo("12345");
        }
    }

    @Test
    void refusesALongerBodyBeforeReadingIt() throws Exception {
        try (RunningServer server = echoing(RunningServer.settings().maxBody(5));
                WireClient client = server.connect()) {

            var answer = client.send(POST + "Content-Length: 6\r\n\r\n").answer();

            assertRefused(answer, 413, "the body is larger than 5 bytes");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void refusesALongerChunkedBodyWhileReadingIt() throws Exception {
        try (RunningServer server = echoing(RunningServer.settings().maxBody(5));
                WireClient client = server.connect()) {

            var answer = client.send(POST + "Transfer-Encoding: chunked\r\n\r\n4\r\n1234\r\n4\r\n56")
                    .answer();

            assertRefused(answer, 413, "the body is larger than 5 bytes");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void givesTheAnswerToAClientThatSendsAllOfATooLongBodyFirst() throws Exception {
        try (RunningServer server = echoing(RunningServer.settings().maxBody(1000));
                WireClient client = server.connect()) {

            client.send(POST + "Content-Length: 4000000\r\n\r\n").send(new byte[4_000_000]);

            assertRefused(client.answer(), 413, "the body is larger than 1000 bytes");
        }
    }

    @Test
    void asksForTheBodyOfAClientThatWaitsForIt() throws Exception {
        try (RunningServer server = echoing(RunningServer.settings());
                WireClient client = server.connect()) {

            int asked = client.send(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                    .head()
                    .status();
            var answer = client.send("ab").answer();

            assertThat(asked).isEqualTo(100);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("ab");
        }
    }

    @Test
    void refusesInsteadOfAskingForATooLongBody() throws Exception {
        try (RunningServer server = echoing(RunningServer.settings().maxBody(1))) {

            var answer = server.ask(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");

            assertRefused(answer, 413, "the body is larger than 1 bytes");
        }
    }

    @Test
    void refusesTooLargeHeaders() throws Exception {
        try (RunningServer server = echoing(RunningServer.settings().maxHeader(500))) {

            var answer = server.ask(POST + "X-Long: " + "a".repeat(500) + "\r\n\r\n");

            assertRefused(answer, 431, "the headers are larger than 500 bytes");
        }
    }

    @Test
    void refusesATooLongRequestLine() throws Exception {
        try (RunningServer server = echoing(RunningServer.settings().maxHeader(500))) {

            var answer = server.ask("GET /" + "a".repeat(500) + " HTTP/1.1\r\nHost: x\r\n\r\n");

            assertRefused(answer, 414, "the request line is longer than 500 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "\u0016\u0003\u0001x\r\n\r\n",
                "GET / HTTP/x\r\nHost: x\r\n\r\n",
                "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n",
            })
    void refusesWhatIsNotHttp(String request) throws Exception {
        try (RunningServer server = echoing(RunningServer.settings());
                WireClient client = server.connect()) {

            var answer = client.send(request).answer();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.body()).startsWith("{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET / HTTP/1.1\r\nHos", POST + "Content-Length: 2\r\n\r\na"})
    void givesUpOnAClientThatDoesNotFinishItsRequest(String part) throws Exception {
        try (RunningServer server = echoing(RunningServer.settings().requestTimeout(Duration.ofMillis(100)));
                WireClient client = server.connect()) {

            var answer = client.send(part).answer();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("the request did not arrive within 100 ms");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void closesAConnectionWithoutARequest() throws Exception {
        try (RunningServer server = echoing(RunningServer.settings().idleTimeout(Duration.ofMillis(100)));
                WireClient fresh = server.connect();
                WireClient used = server.connect()) {

            var answer = used.send(POST + "Content-Length: 0\r\n\r\n").answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(used.isClosed()).isTrue();
            assertThat(fresh.isClosed()).isTrue();
        }
    }

    @Test
    void leavesARequestThatIsWorkedOnAndAStreamAlone() throws Exception {
        var timeouts = RunningServer.settings()
                .idleTimeout(Duration.ofMillis(50))
                .requestTimeout(Duration.ofMillis(50))
                .heartbeat(Duration.ofMinutes(1));
        var go = new CountDownLatch(1);
        EventStream stream = sink -> {
            go.await();
            sink.send("1", "late".getBytes(UTF_8));
        };
        try (RunningServer server = RunningServer.answering(timeouts.build(), exchange -> {
                    if (exchange.getIn().getHeader(Exchange.HTTP_PATH).equals("/stream")) {
                        exchange.getMessage().setBody(stream);
                    } else {
                        go.await();
                        exchange.getMessage().setBody("late");
                    }
                });
                WireClient idle = server.connect();
                WireClient unary = server.connect();
                WireClient streamed = server.connect()) {
            unary.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            streamed.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n").head();

            // By then the server has looked for what is overdue, and later connections have come and gone.
            boolean closed = idle.isClosed();
            try (WireClient another = server.connect()) {
                closed &= another.isClosed();
            }
            go.countDown();

            assertThat(closed).isTrue();
            assertThat(unary.answer().body()).isEqualTo("late");
            assertThat(streamed.event()).isEqualTo("id: 1\ndata: late\n\n");
        }
    }

    @Test
    void cutsOffAClientThatSendsMoreAndMoreWithoutWaitingForItsAnswer() throws Exception {
        var asked = new AtomicInteger();
        var go = new CountDownLatch(1);
        try (RunningServer server = RunningServer.answering(
                        RunningServer.settings().maxBody(1000).build(), exchange -> {
                            asked.incrementAndGet();
                            go.await();
                        });
                WireClient client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Awaitility.await().until(() -> asked.get() == 1);

            byte[] many = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1000).getBytes(UTF_8);
            client.send(many);

            assertThat(client.isClosed()).isTrue();
            go.countDown();
            assertThat(asked).hasValue(1);
        }
    }

    private static RunningServer echoing(RunningServer.SettingsBuilder settings) throws Exception {
        return RunningServer.answering(settings.build(), exchange -> {});
    }

    private static void assertRefused(WireClient.Answer answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"code\":" + status + ",\"status\":\"INVALID_ARGUMENT\",\"message\":\""
                        + message + "\"}}");
    }
}
