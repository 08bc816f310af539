package dev.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CorsTest {
    private static final String APP = "https://app.example.com";
    private static RunningServer server;
    private static RunningServer closed;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.answering(
                RunningServer.settings().cors(policy(Set.of(APP), true)).build(),
                exchange -> exchange.getMessage().setBody("hello"));
        closed = RunningServer.answering(exchange -> exchange.getMessage().setBody("hello"));
    }

    @AfterAll
    static void stop() {
        server.close();
        closed.close();
    }

    @Test
    void tellsAPageOfAnAllowedOriginWhatItMaySend() throws Exception {
        WireClient.Answer answer = server.ask(preflight(APP, "POST"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers())
                .containsEntry("Access-Control-Allow-Origin", APP)
                .containsEntry("Access-Control-Allow-Methods", "GET, POST")
                .containsEntry("Access-Control-Allow-Headers", "Content-Type, A2A-Version")
                .containsEntry("Access-Control-Allow-Credentials", "true")
                .containsEntry("Access-Control-Max-Age", "600")
                .containsEntry("Vary", "Origin");
    }

    @Test
    void refusesAPageOfAnotherOriginOrWithAnotherMethod() throws Exception {
        WireClient.Answer foreign = server.ask(preflight("https://evil.example.com", "POST"));
        WireClient.Answer method = server.ask(preflight(APP, "PUT"));

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.body()).contains("pages of this origin may not call");
        assertThat(foreign.headers()).doesNotContainKey("Access-Control-Allow-Origin");
        assertThat(method.status()).isEqualTo(403);
        assertThat(method.body()).contains("pages may not use this method");
    }

    @Test
    void comparesOriginsWhole() throws Exception {
        for (String near : List.of(
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.com",
                "https://evil-app.example.com",
                "https://APP.example.com",
                "null",
                "")) {
            WireClient.Answer answer = server.ask("GET / HTTP/1.1\r\nHost: d\r\nOrigin: " + near + "\r\n\r\n");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).as(near).doesNotContainKey("Access-Control-Allow-Origin");
        }
    }

    @Test
    void letsAPageSeeTheAnswerAlsoOfAnError() throws Exception {
        WireClient.Answer answer = server.ask("GET / HTTP/1.1\r\nHost: d\r\nOrigin: " + APP + "\r\n\r\n");

        assertThat(answer.headers())
                .containsEntry("Access-Control-Allow-Origin", APP)
                .containsEntry("Access-Control-Expose-Headers", "Retry-After");
    }

    @Test
    void knowsNoOtherOriginWhereNoneIsConfigured() throws Exception {
        WireClient.Answer answer = closed.ask("GET / HTTP/1.1\r\nHost: d\r\nOrigin: " + APP + "\r\n\r\n");

        assertThat(answer.headers()).doesNotContainKeys("Access-Control-Allow-Origin", "Vary");
    }

    @Test
    void everyAnswerSaysThatItIsDataAndNobodyElses() throws Exception {
        for (String request :
                List.of("GET / HTTP/1.1\r\nHost: d\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n")) {
            assertThat(server.ask(request).headers())
                    .as(request)
                    .containsEntry("X-Content-Type-Options", "nosniff")
                    .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                    .containsEntry("Referrer-Policy", "no-referrer")
                    .containsEntry("Cache-Control", "no-store")
                    .doesNotContainKey("Strict-Transport-Security");
        }
    }

    @Test
    void refusesEveryOriginTogetherWithCredentials() {
        assertThatThrownBy(() -> policy(Set.of("*"), true)).hasMessageStartingWith("cors.origins is * and");
        assertThatCode(() -> policy(Set.of("*"), false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> policy(Set.of("https://app.example.com/path"), false))
                .hasMessageStartingWith("cors.origins has https://app.example.com/path");
    }

    private static CorsPolicy policy(Set<String> origins, boolean credentials) {
        return new CorsPolicy(
                origins,
                List.of("GET", "POST"),
                List.of("Content-Type", "A2A-Version"),
                List.of("Retry-After"),
                credentials,
                Duration.ofMinutes(10));
    }

    private static String preflight(String origin, String method) {
        return "OPTIONS / HTTP/1.1\r\nHost: d\r\nOrigin: " + origin + "\r\nAccess-Control-Request-Method: " + method
                + "\r\n\r\n";
    }
}
