package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.drover.adapter.jwt.KeyServer;
import dev.drover.adapter.jwt.TokenMaker;
import dev.drover.adapter.redis.TestRedis;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets on every way in, where nothing that they are for answers, and a log that tells as much as it can. */
class SecretsJourney {
    /** Where nobody listens. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    Path folder;

    @Test
    void noneOfThemIsInTheLog() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k").generate();
        try (KeyServer keys = new KeyServer();
                TestRedis redis = TestRedis.start("user drover on >planted-store ~* &* +@all", "user default off");
                RunningDrover drover = new RunningDrover(
                        folder, Map.of("GOOGLE_API_KEY", "planted-model"), settings(redis.port, keys))) {
            keys.publish(key.toPublicJWK());
            A2aClient client = new A2aClient(drover);
            String good = token(key, Instant.now());
            String expired = token(key, Instant.now().minus(Duration.ofDays(1)));

            for (String agent : List.of("failing", "far", "farther", "posted", "worker", "coach")) {
                JsonNode task = client.call(
                                "SendMessage",
                                A2aClient.message("planted-payload", agent),
                                Map.of("X-API-Key", "planted-api-key-0123456789", "Cookie", "a=planted-cookie"))
                        .at("/result/task");
                assertThat(task.at("/status/state").asText()).as(agent).isEqualTo("TASK_STATE_FAILED");
            }
            assertThat(send(client, "X-API-Key", "planted-wrong-key")).contains("is not known");
            assertThat(send(client, "Authorization", "Bearer planted-opaque")).contains("error");
            assertThat(send(client, "Authorization", "Basic cGxhbnRlZDpwbGFudGVk"))
                    .contains("error");
            assertThat(send(client, "Authorization", "Bearer " + expired)).contains("error");
            assertThat(send(client, "Authorization", "Bearer " + good)).contains("TASK_STATE_COMPLETED");
            drover.get("/tasks?key=planted-query");
            drover.send(HttpRequest.newBuilder(drover.uri("/"))
                    .header("X-API-Key", "planted-api-key-0123456789")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"planted-body\": planted"))
                    .build());
            Awaitility.await().until(() -> drover.log().contains("malformed-json"));

            assertThat(drover.log())
                    .contains(
                            "\"message\":\"call failed\"",
                            "\"message\":\"refused\"",
                            "\"drover.reason\":\"malformed-json\"",
                            "Failed to publish metrics")
                    .doesNotContainIgnoringCase("planted")
                    .doesNotContain("cGxhbnRlZDpwbGFudGVk", signature(good), signature(expired));
            assertThat(drover.log().lines().filter(line -> !line.startsWith("WARNING: "))) // the JVM's own
                    .allSatisfy(line -> assertThat(A2aClient.JSON.readTree(line).has("@timestamp"))
                            .isTrue());
        }
    }

    private static List<String> settings(int redis, KeyServer keys) {
        return List.of(
                "log.format = ecs",
                "log.level = debug",
                "store.url = redis://drover:planted-store@127.0.0.1:" + redis,
                "authenticate.keys.ci.key = planted-api-key-0123456789",
                "authenticate.issuers.corp.url = " + NOWHERE,
                "authenticate.issuers.corp.audience = drover",
                "authenticate.issuers.corp.jwks = " + keys.url(),
                "authenticate.issuers.asked.introspection = " + NOWHERE,
                "authenticate.issuers.asked.client-id = drover",
                "authenticate.issuers.asked.client-secret = planted-introspection",
                "otel.endpoint = " + NOWHERE,
                "otel.headers = api-key=planted-otel",
                "otel.interval = 500ms",
                "gemini.url = " + NOWHERE,
                "agents.coach.kind = gemini",
                "agents.coach.model = some-model",
                "agents.coach.retries = 0",
                "agents.far.kind = a2a",
                "agents.far.url = " + NOWHERE,
                "agents.far.key = planted-far-key",
                "agents.far.retries = 0",
                "agents.farther.kind = a2a",
                "agents.farther.url = " + NOWHERE,
                "agents.farther.token-url = " + NOWHERE + "/token",
                "agents.farther.client-id = drover",
                "agents.farther.client-secret = planted-client-secret",
                "agents.farther.retries = 0",
                "agents.posted.kind = uri",
                "agents.posted.uri = " + NOWHERE + "/?key=planted-uri",
                "agents.posted.retries = 0",
                "agents.worker.kind = uri",
                "agents.worker.uri = amqp:work",
                "agents.worker.broker = amqp://127.0.0.1:1",
                "agents.worker.user = drover",
                "agents.worker.password = planted-worker",
                "agents.worker.timeout = 1s",
                "agents.worker.retries = 0",
                "triggers.orders.kind = amqp",
                "triggers.orders.url = amqp://127.0.0.1:1",
                "triggers.orders.from = orders",
                "triggers.orders.user = drover",
                "triggers.orders.password = planted-trigger");
    }

    private static String token(RSAKey key, Instant now) throws Exception {
        return TokenMaker.rs256(key, TokenMaker.claims(NOWHERE, "drover", now).build());
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.'));
    }

    private static String send(A2aClient client, String header, String value) throws Exception {
        return client.call("SendMessage", A2aClient.message("planted-payload", "echo"), Map.of(header, value))
                .toString();
    }
}
