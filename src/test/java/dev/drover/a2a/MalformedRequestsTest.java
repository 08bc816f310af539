package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedRequestsTest {
    private final A2aReader reader = new A2aReader();
    private final A2aWriter writer = new A2aWriter();

    static Stream<MalformedRequests.Case> all() {
        return MalformedRequests.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void getsItsExactAnswer(MalformedRequests.Case given) {
        HttpRequest request = Requests.request(given.method(), given.path(), given.headers(), given.body());

        HttpAnswer answer = answer(reader.read(request));

        JsonNode body = Requests.json(answer.body());
        JsonNode error = body.get("error");
        assertThat(answer.status()).as(error.toString()).isEqualTo(given.status());
        assertThat(error.get("message").asText()).contains(given.fragment());
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        if (given.rpc()) {
            assertThat(names(body)).containsExactly("jsonrpc", "id", "error");
            assertThat(error.get("code").asText()).isEqualTo(given.code());
            assertThat(names(error)).isSubsetOf("code", "message", "data");
        } else {
            assertThat(names(body)).containsExactly("error");
            assertThat(error.get("status").asText()).isEqualTo(given.code());
            assertThat(error.get("code").asInt()).isEqualTo(given.status());
        }
    }

    @Test
    void echoesTheIdWhereItCanBeRead() {
        assertThat(idOf("{\"jsonrpc\":\"1.0\",\"id\":\"a\\\"b\"}")).isEqualTo("\"a\\\"b\"");
        assertThat(idOf("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"Fly\"}")).isEqualTo("7");
        assertThat(idOf("{\"jsonrpc\":\"2.0\",\"id\":-1.5,\"method\":\"Fly\"}")).isEqualTo("-1.5");
        assertThat(idOf("{\"jsonrpc\":\"2.0\",\"id\":12345678901234567890,\"method\":\"Fly\"}"))
                .isEqualTo("12345678901234567890");
        assertThat(idOf("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"Fly\"}")).isEqualTo("null");
        assertThat(idOf("{\"id\":7,")).isEqualTo("null");
    }

    @Test
    void namesEveryViolationAtOnce() {
        HttpRequest request = Requests.post(
                "/message:send",
                "{\"message\":{\"role\":\"x\",\"parts\":[{}]},\"configuration\":{\"historyLength\":-1},\"tenant\":\"t\"}");

        JsonNode error = Requests.json(answer(reader.read(request)).body()).get("error");

        JsonNode details = error.get("details").get(0);
        assertThat(details.get("@type").asText()).isEqualTo("type.googleapis.com/google.rpc.BadRequest");
        assertThat(details.get("fieldViolations").findValuesAsText("field"))
                .containsExactlyInAnyOrder(
                        "message.messageId",
                        "message.role",
                        "message.parts[0]",
                        "configuration.historyLength",
                        "tenant");
    }

    @Test
    void boundsTheViolationsThatItNames() {
        String parts = "{},".repeat(5000) + "{}";

        Reading reading = reader.read(Requests.post("/message:send", "{\"message\":{\"parts\":[" + parts + "]}}"));

        assertThat(answer(reading).body().length).isLessThan(5000);
    }

    private HttpAnswer answer(Reading reading) {
        try {
            throw new AssertionError("understood as " + reading.call());
        } catch (Refusal refusal) {
            return writer.refusal(reading.to(), refusal);
        }
    }

    private String idOf(String body) {
        return Requests.json(answer(reader.read(Requests.post("/", body))).body())
                .get("id")
                .toString();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
