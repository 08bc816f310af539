package dev.drover.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that begin before the body is there. */
class RequestBodyTest {

    private static final String EARLY = RunningServer.EVERYTHING + "&useStreaming=true";
    private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\n";
    private static final Processor REFUSING = exchange -> {
        exchange.getMessage().setBody("no");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 401);
    };
    private static final Processor ECHO =
            exchange -> exchange.getMessage().setBody(RequestBody.of(exchange.getMessage()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                POST + "Content-Length: 1000000\r\n\r\n",
                POST + "Content-Length: 1000000\r\n\r\n12345",
                POST + "Transfer-Encoding: chunked\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n5\r\n123",
                POST + "Connection: close\r\nContent-Length: 1000000\r\n\r\n1",
                "POST / HTTP/1.0\r\nContent-Length: 1000000\r\n\r\n1"
            })
    void aRouteThatRefusesDoesNotWaitForTheBody(String request) throws Exception {
        try (RunningServer server = running(RunningServer.settings(), REFUSING);
                WireClient client = server.connect()) {

            var answer = client.send(request).answer();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(answer.body()).isEqualTo("no");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void aRefusedClientIsNotAskedForTheBodyThatItHoldsBack() throws Exception {
        try (RunningServer server = running(RunningServer.settings(), REFUSING);
                WireClient client = server.connect()) {

            var answer = client.send(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                    .answer();

            assertThat(answer.status()).isEqualTo(401);
        }
    }

    @Test
    void aClientIsAskedForTheBodyThatItHoldsBackWhenTheRouteWantsIt() throws Exception {
        var go = new CountDownLatch(1);
        try (RunningServer server = running(RunningServer.settings(), exchange -> {
                    go.await();
                    ECHO.process(exchange);
                });
                WireClient client = server.connect()) {
            client.send(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");

            go.countDown();
            int asked = client.head().status();
            var answer = client.send("ab").answer();
            var next = client.send(POST + "Content-Length: 1\r\n\r\nc").answer();

            assertThat(asked).isEqualTo(100);
            assertThat(answer.body()).isEqualTo("ab");
            assertThat(next.body()).isEqualTo("c");
        }
    }

    @Test
    void whatARefusedClientSendsNeitherStaysNorHidesTheAnswer() throws Exception {
        try (RunningServer server = running(RunningServer.settings().maxBody(100_000_000), REFUSING);
                WireClient client = server.connect()) {
            client.send(POST + "Content-Length: 50000000\r\n\r\n");

            sendWhatGoes(client, 50_000_000);

            assertThat(client.answer().status()).isEqualTo(401);
        }
    }

    @Test
    void aBodyThatNobodyHasAskedForStaysWithItsSender() throws Exception {
        var go = new CountDownLatch(1);
        try (RunningServer server = running(RunningServer.settings().maxBody(100_000_000), exchange -> {
                    go.await();
                    ECHO.process(exchange);
                });
                WireClient client = server.connect()) {
            byte[] body = "x".repeat(30_000_000).getBytes(UTF_8);
            client.send(POST + "Content-Length: " + body.length + "\r\n\r\n");
            Thread sender = Thread.ofVirtual().start(() -> sendWhatGoes(client, body.length));

            Awaitility.await()
                    .during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(5))
                    .until(sender::isAlive);
            go.countDown();
            var answer = client.answer();
            sender.join();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSize(body.length);
        }
    }

    @Test
    void theBodyArrivesInPieces() throws Exception {
        try (RunningServer server = running(RunningServer.settings(), ECHO);
                WireClient client = server.connect()) {
            client.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
            for (String piece : new String[] {"2\r\nab\r\n", "1\r\n", "c", "\r\n0\r\n", "\r\n"}) {
                client.send(piece);
            }

            assertThat(client.answer().body()).isEqualTo("abc");
        }
    }

    @Test
    void requestsThatWereSentAheadFollowOneThatWasNotWhole() throws Exception {
        try (RunningServer server = running(RunningServer.settings(), ECHO);
                WireClient client = server.connect()) {
            client.send(POST + "Content-Length: 2\r\n\r\na");
            client.send("b" + POST + "Content-Length: 3\r\n\r\nc");

            assertThat(client.answer().body()).isEqualTo("ab");
            assertThat(client.send("de").answer().body()).isEqualTo("cde");
        }
    }

    @Test
    void aBodyThatIsTooSlowIsRefusedAndNoRouteWaitsForIt() throws Exception {
        assertLost(
                RunningServer.settings().requestTimeout(Duration.ofMillis(100)),
                POST + "Content-Length: 2\r\n\r\n",
                "a",
                408,
                Reason.INVALID_REQUEST);
    }

    @Test
    void aBodyThatGrowsTooLongIsRefusedAndNoRouteWaitsForIt() throws Exception {
        assertLost(
                RunningServer.settings().maxBody(5),
                POST + "Transfer-Encoding: chunked\r\n\r\n",
                "4\r\n1234\r\n4\r\n56",
                413,
                Reason.TOO_LARGE);
    }

    @Test
    void aBodyThatIsBrokenIsRefusedAndNoRouteWaitsForIt() throws Exception {
        assertLost(
                RunningServer.settings(),
                POST + "Transfer-Encoding: chunked\r\n\r\n",
                "4\r\n1234\r\nzz\r\n",
                400,
                Reason.INVALID_REQUEST);
    }

    @Test
    void noRouteWaitsForTheBodyOfAClientThatHasGone() throws Exception {
        var lost = new AtomicReference<Refusal>();
        try (RunningServer server = running(RunningServer.settings(), noting(lost));
                WireClient client = server.connect()) {
            client.send(POST + "Content-Length: 2\r\n\r\na");
            client.close();

            Awaitility.await().until(() -> lost.get() != null);
            assertThat(lost.get().text()).isEqualTo("the client has gone before its request was whole");
        }
    }

    @Test
    void aStreamBeginsWhenTheRequestIsWhole() throws Exception {
        EventStream stream = sink -> sink.send("1", "x".getBytes(UTF_8));
        try (RunningServer server = running(RunningServer.settings(), exchange -> exchange.getMessage()
                        .setBody(stream));
                WireClient client = server.connect()) {
            client.send(POST + "Content-Length: 2\r\n\r\na");

            client.send("b").head();

            assertThat(client.event()).isEqualTo("id: 1\ndata: x\n\n");
        }
    }

    @Test
    void whereNoRouteIsTheAnswerDoesNotWaitForTheBodyEither() throws Exception {
        try (RunningServer server = RunningServer.with(RunningServer.settings().build())
                .route("platform-http:/get?httpMethodRestrict=GET", exchange -> {})) {

            assertThat(server.ask("POST /none HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
                            .status())
                    .isEqualTo(404);
            assertThat(server.ask("POST /get HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
                            .status())
                    .isEqualTo(405);
        }
    }

    private static void assertLost(
            RunningServer.SettingsBuilder settings, String head, String body, int status, Reason reason)
            throws Exception {
        var begun = new CountDownLatch(1);
        var lost = new AtomicReference<Refusal>();
        try (RunningServer server = running(settings, exchange -> {
                    begun.countDown();
                    noting(lost).process(exchange);
                });
                WireClient client = server.connect()) {
            client.send(head);
            begun.await();

            var answer = client.send(body).answer();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(client.isClosed()).isTrue();
            Awaitility.await().until(() -> lost.get() != null);
            assertThat(lost.get().reason()).isEqualTo(reason);
        }
    }

    private static Processor noting(AtomicReference<Refusal> lost) {
        return exchange -> {
            try {
                ECHO.process(exchange);
            } catch (Refusal refusal) {
                lost.set(refusal);
            }
        };
    }

    private static void sendWhatGoes(WireClient client, int bytes) {
        byte[] piece = "x".repeat(10_000).getBytes(UTF_8);
        try {
            for (int sent = 0; sent < bytes; sent += piece.length) {
                client.send(piece);
            }
        } catch (IOException closed) {
            // a refused client need not get rid of all of it
        }
    }

    private static RunningServer running(RunningServer.SettingsBuilder settings, Processor processor) throws Exception {
        return RunningServer.with(settings.build()).route(EARLY, processor);
    }
}
