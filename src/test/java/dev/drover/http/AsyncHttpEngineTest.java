package dev.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncHttpEngineTest {

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"})
    void givesEveryVerbToTheRoute(String verb) throws Exception {
        try (RunningServer server = RunningServer.answering(AsyncHttpEngineTest::echoTarget)) {

            var answer = server.ask(verb + " /any HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(verb + " /any null");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/message:send",
                "/tasks/x:cancel",
                "/tasks/x%3Acancel",
                "/a//b/%2e%2E/%zz",
                "/.well-known/x"
            })
    void givesThePathAsItCame(String path) throws Exception {
        try (RunningServer server = RunningServer.answering(AsyncHttpEngineTest::echoTarget)) {

            var answer = server.ask("POST " + path + "?a=%20b HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

            assertThat(answer.body()).isEqualTo("POST " + path + " a=%20b");
        }
    }

    @Test
    void givesTheBodyAsItCame() throws Exception {
        String multipart = String.join(
                "\r\n",
                "POST / HTTP/1.1",
                "Host: x",
                "Content-Type: multipart/form-data; boundary=b",
                "Transfer-Encoding: chunked",
                "",
                "3",
                "--b",
                "2",
                "\r\n",
                "0",
                "",
                "");
        try (RunningServer server = RunningServer.answering(exchange -> {})) {

            var answer = server.ask(multipart);

            assertThat(answer.body()).isEqualTo("--b\r\n");
        }
    }

    @Test
    void keepsOurOwnHeadersOut() throws Exception {
        var seen = new ConcurrentHashMap<String, Object>();
        try (RunningServer server =
                RunningServer.answering(exchange -> seen.putAll(exchange.getIn().getHeaders()))) {

            server.ask(String.join(
                    "\r\n",
                    "GET / HTTP/1.1",
                    "Host: x",
                    "camelFileName: evil",
                    "AGENTOutcome: failed",
                    "X-Two: 1",
                    "x-two: 2",
                    "Authorization: Bearer t",
                    "",
                    ""));

            assertThat(seen.keySet()).noneMatch(name -> name.equalsIgnoreCase("CamelFileName"));
            assertThat(seen.keySet()).noneMatch(name -> name.equalsIgnoreCase("AgentOutcome"));
            assertThat(seen).containsEntry("X-Two", "1, 2");
            assertThat(seen).containsEntry("Authorization", "Bearer t");
            assertThat(seen).containsEntry(AsyncHttpEngine.REMOTE_ADDRESS, "127.0.0.1");
        }
    }

    @Test
    void echoesNoHeaderOfTheRequest() throws Exception {
        try (RunningServer server = RunningServer.answering(exchange -> {
            exchange.getMessage().setHeader("X-Answer", "yes");
            exchange.getMessage().setHeader("Set-Cookie", List.of("a=1", "b=2"));
            exchange.getMessage().setHeader("AgentOutcome", "completed");
            exchange.getMessage().setHeader("X-Api-Key", "the key of a called agent");
            exchange.getMessage().setBody("done");
        })) {

            var answer = server.ask("POST /x HTTP/1.1\r\nHost: x\r\nAccept: */*\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer t\r\nX-API-Key: k\r\nX-Own: v\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer.headers().keySet())
                    .containsExactlyInAnyOrder(
                            "content-length",
                            "X-Answer",
                            "Set-Cookie",
                            "Cache-Control",
                            "Content-Security-Policy",
                            "Referrer-Policy",
                            "X-Content-Type-Options");
            assertThat(answer.header("Set-Cookie")).isEqualTo("a=1|b=2");
        }
    }

    @Test
    void answersWithTheStatusAndHeadersThatTheRouteSets() throws Exception {
        try (RunningServer server = RunningServer.answering(exchange -> {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, "404");
            exchange.getMessage().setHeader("Content-Type", "application/json");
            exchange.getMessage().setBody("{\"é\":1}");
        })) {

            var answer = server.ask(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.body()).isEqualTo("{\"é\":1}");
        }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        try (RunningServer server = RunningServer.with(RunningServer.settings().build())
                        .route("platform-http:/x?httpMethodRestrict=GET", e -> e.getMessage()
                                .setBody("12345"));
                WireClient client = server.connect()) {

            client.send("HEAD /x HTTP/1.1\r\nHost: x\r\n\r\n");
            var head = client.head();
            client.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo("5");
            assertThat(client.answer().body()).isEqualTo("12345");
        }
    }

    @Test
    void answersAFailureWithoutItsText() throws Exception {
        try (RunningServer server = RunningServer.answering(exchange -> {
            throw new IllegalStateException("secret");
        })) {

            var answer = server.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.body())
                    .isEqualTo("{\"error\":{\"code\":500,\"status\":\"INTERNAL\",\"message\":\"internal error\"}}");
        }
    }

    @Test
    void answersAnUnusableAnswerWithAFailure() throws Exception {
        try (RunningServer server =
                RunningServer.answering(exchange -> exchange.getMessage().setHeader("X-Split", "a\r\nX-Injected: b"))) {

            var answer = server.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.headers()).doesNotContainKey("X-Injected");
        }
    }

    @Test
    void letsTheMoreSpecificPathWinWhicheverCameFirst() throws Exception {
        try (RunningServer server = RunningServer.with(RunningServer.settings().build())
                .route("platform-http:/early/{id}", e -> e.getMessage()
                        .setBody("early " + e.getIn().getHeader("id")))
                .route(RunningServer.EVERYTHING, e -> e.getMessage().setBody("everything"))
                .route("platform-http:/late", e -> e.getMessage().setBody("late"))) {

            assertThat(server.ask("GET /early/a%20b HTTP/1.1\r\nHost: x\r\n\r\n")
                            .body())
                    .isEqualTo("early a b");
            assertThat(server.ask("GET /late HTTP/1.1\r\nHost: x\r\n\r\n").body())
                    .isEqualTo("late");
            assertThat(server.ask("GET /other HTTP/1.1\r\nHost: x\r\n\r\n").body())
                    .isEqualTo("everything");
        }
    }

    @Test
    void refusesAMethodThatThePathDoesNotTake() throws Exception {
        try (RunningServer server = RunningServer.answering(AsyncHttpEngineTest::echoTarget)
                .route("platform-http:/mine?httpMethodRestrict=GET", e -> {})
                .route("platform-http:/mine?httpMethodRestrict=PUT", e -> {})) {

            var answer = server.ask("POST /mine HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, PUT");
            assertThat(server.ask("PUT /mine HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void findsNothingWhereNoRouteIs() throws Exception {
        try (RunningServer server =
                RunningServer.with(RunningServer.settings().build()).route("platform-http:/other", e -> {})) {

            var answer = server.ask("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).contains("\"status\":\"NOT_FOUND\"");
        }
    }

    @Test
    void worksOn200RequestsAtOnce() throws Exception {
        CyclicBarrier all = new CyclicBarrier(200);
        try (RunningServer server = RunningServer.answering(exchange -> {
                    all.await(20, TimeUnit.SECONDS);
                    exchange.getMessage()
                            .setBody("virtual " + Thread.currentThread().isVirtual());
                });
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<WireClient.Answer>> asked = new ArrayList<>();

            for (int i = 0; i < 200; i++) {
                asked.add(clients.submit(() -> server.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")));
            }

            for (var answer : asked) {
                assertThat(answer.get().status()).isEqualTo(200);
                assertThat(answer.get().body()).isEqualTo("virtual true");
            }
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (RunningServer server = RunningServer.answering(AsyncHttpEngineTest::echoTarget);
                WireClient client = server.connect()) {

            client.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                    + "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.answer().body()).isEqualTo("GET /1 null");
            assertThat(client.answer().body()).isEqualTo("POST /2 null");
            assertThat(client.answer().body()).isEqualTo("GET /3 null");
        }
    }

    @Test
    void namesThePortAndItsSettingWhenItIsTaken() throws Exception {
        try (RunningServer first = RunningServer.answering(exchange -> {})) {
            var settings = RunningServer.settings().port(first.port()).build();

            assertThatThrownBy(() -> RunningServer.answering(settings, exchange -> {}))
                    .hasRootCauseInstanceOf(BindException.class)
                    .hasStackTraceContaining("port " + first.port() + " (server.port) on 127.0.0.1 (server.host)"
                            + " is in use by another process");
        }
    }

    @Test
    void finishesTheRequestInFlightAndRefusesTheNextWhenItStops() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        RunningServer server = RunningServer.answering(exchange -> {
            begun.countDown();
            go.await();
            exchange.getMessage().setBody("finished");
        });
        try (WireClient inFlight = server.connect();
                WireClient later = server.connect()) {
            inFlight.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            begun.await();

            Thread stopping = Thread.startVirtualThread(server::close);
            Awaitility.await().until(() -> server.camel().isStopping());
            var refused = later.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            go.countDown();
            var finished = inFlight.answer();
            stopping.join();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.header("Connection")).isEqualTo("close");
            assertThat(finished.body()).isEqualTo("finished");
            assertThat(finished.header("Connection")).isEqualTo("close");
        }
    }

    private static void echoTarget(Exchange exchange) {
        var in = exchange.getIn();
        exchange.getMessage()
                .setBody(in.getHeader(Exchange.HTTP_METHOD) + " " + in.getHeader(Exchange.HTTP_PATH) + " "
                        + in.getHeader(Exchange.HTTP_RAW_QUERY));
    }
}
