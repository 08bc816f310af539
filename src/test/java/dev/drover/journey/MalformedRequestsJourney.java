package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.a2a.MalformedRequests;
import dev.drover.http.WireClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of malformed requests, byte by byte over a real connection. */
class MalformedRequestsJourney {
    @TempDir
    static Path folder;

    static RunningDrover drover;

    @BeforeAll
    static void start() throws Exception {
        drover = new RunningDrover(folder, Map.of("STORE_URL", "memory:"), List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
    }

    static Stream<MalformedRequests.Case> all() {
        return MalformedRequests.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void getsItsExactAnswer(MalformedRequests.Case given) throws Exception {
        StringBuilder head =
                new StringBuilder(given.method() + " " + given.path() + " HTTP/1.1\r\nHost: localhost\r\n");
        given.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Content-Length: " + given.body().length + "\r\n\r\n");

        WireClient.Answer answer;
        try (WireClient client = new WireClient(drover.port())) {
            client.send(head.toString().getBytes(StandardCharsets.UTF_8)).send(given.body());
            answer = given.method().equals("HEAD") ? client.head() : client.answer();
        }

        assertThat(answer.status()).as(answer.body()).isEqualTo(given.status());
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        if (given.method().equals("HEAD")) {
            return; // its answer has no body (RFC 9110, 9.3.2)
        }
        JsonNode error = A2aClient.JSON.readTree(answer.body()).path("error");
        assertThat(error.path(given.rpc() ? "code" : "status").asText()).isEqualTo(given.code());
        assertThat(error.path("message").asText()).contains(given.fragment());
    }
}
