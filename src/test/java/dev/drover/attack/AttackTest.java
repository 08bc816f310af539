package dev.drover.attack;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.drover.adapter.jwt.KeyServer;
import dev.drover.adapter.jwt.TokenMaker;
import dev.drover.identity.ApiKey;
import dev.drover.state.MovingClock;
import dev.drover.wiring.LocalDrover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Attacks over real connections, each with its exact refusal, and what is next to it and must pass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTest {
    private static final String ISSUER = "https://login.example.com";
    private static final String ORIGIN = "https://app.example.com";
    private static final String ANN = "key-of-ann-0123456789";
    private static final String EVE = "key-of-eve-0123456789";
    private static final String VIEWER = "key-of-viewer-0123456789";
    private static final String OPERATOR = "key-of-operator-0123456789";
    private static final String EXPIRED = "key-of-old-0123456789";

    private final MovingClock clock = new MovingClock();
    private KeyServer issuer;
    private LocalDrover drover;
    private Wire wire;

    @BeforeAll
    void start() throws Exception {
        issuer = new KeyServer();
        drover = new LocalDrover(
                Map.ofEntries(
                        entry("routes.include", "src/test/resources/attacks"),
                        entry("server.max-body", "64KB"),
                        entry("server.request-timeout", "2s"),
                        entry("throttle.unauthenticated", "none"),
                        entry("cors.origins", ORIGIN),
                        entry("authenticate.keys.ann.hash", hash(ANN)),
                        entry("authenticate.keys.ann.send", "100/1m"),
                        entry("authenticate.keys.eve.hash", hash(EVE)),
                        entry("authenticate.keys.eve.agents", "*, !calendar"),
                        entry("authenticate.keys.viewer.hash", hash(VIEWER)),
                        entry("authenticate.keys.viewer.roles", "viewer"),
                        entry("authenticate.keys.operator.hash", hash(OPERATOR)),
                        entry("authenticate.keys.operator.roles", "operator"),
                        entry("authenticate.keys.old.hash", hash(EXPIRED)),
                        entry("authenticate.keys.old.expires", "2026-03-01"),
                        entry("authenticate.issuers.corp.url", ISSUER),
                        entry("authenticate.issuers.corp.audience", "drover"),
                        entry("authenticate.issuers.corp.jwks", issuer.url().toString()),
                        entry("authenticate.issuers.corp.scope", "drover.use")),
                Map.of(),
                clock);
        wire = new Wire(drover.port());
    }

    private static final String ASKING = ",\"metadata\":{\"agents\":[\"asking\"]}";
    private static final String ECHO = ",\"metadata\":{\"agents\":[\"echo\"]}";

    @AfterAll
    void stop() {
        drover.close();
        issuer.close();
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryAttackAndNothingElse() throws Exception {
        Wire.Answer asked = send(Ask.post(
                        "/message:send",
                        Ask.message("a1", ",\"metadata\":{\"agents\":[\"asking\"]},\"contextId\":\"anns\""))
                .key(ANN));
        Wire.Answer told = send(Ask.post(
                        "/message:send",
                        Ask.message("a2", ",\"metadata\":{\"agents\":[\"echo\"]},\"contextId\":\"anns\""))
                .key(ANN));
        Map<String, String> tokens = tokens();
        send(Ask.post("/message:send", Ask.message("a3", "")).bearer(String.valueOf(tokens.get("good"))));
        List<Attack> attacks = new ArrayList<>(CredentialAttacks.keys(ANN, EXPIRED));
        attacks.addAll(CredentialAttacks.tokens(tokens));
        attacks.addAll(OwnershipAttacks.of(ANN, EVE, VIEWER, taskId(asked), taskId(told), "anns"));
        attacks.addAll(WireAttacks.of(ANN, ORIGIN));
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(60);
        return attacks.stream().map(attack -> DynamicTest.dynamicTest(attack.name(), () -> check(attack)));
    }

    private void check(Attack attack) throws Exception {
        Wire.Answer refused = send(attack.bad());
        assertThat(refused.status()).as(refused.body()).isEqualTo(attack.status());
        assertThat(refused.head() + refused.body().toLowerCase(Locale.ROOT))
                .contains(attack.says().toLowerCase(Locale.ROOT));

        Wire.Answer passed = send(attack.neighbour());
        assertThat(passed.status()).as(passed.body()).isEqualTo(200);
        assertThat(passed.body()).doesNotContain("\"error\"").doesNotContain("\"totalSize\":0");
    }

    @Test
    void anOperatorActsOnTheTasksOfOthers() throws Exception {
        String task =
                taskId(send(Ask.post("/message:send", Ask.message("b1", ",\"metadata\":{\"agents\":[\"asking\"]}"))
                        .key(ANN)));
        Wire.Answer looked = send(Ask.get("/tasks/" + task).key(VIEWER));
        Wire.Answer tried = send(Ask.post("/tasks/" + task + ":cancel", "").key(EVE));
        Wire.Answer canceled = send(Ask.post("/tasks/" + task + ":cancel", "").key(OPERATOR));

        assertThat(looked.status()).isEqualTo(200);
        assertThat(tried.status()).isEqualTo(404);
        assertThat(canceled.body()).contains("TASK_STATE_CANCELED", "canceled by an operator");
    }

    @Test
    void aTaskIsRemovedByItsOwnerOrAnOperatorAndByNobodyElse() throws Exception {
        String working =
                taskId(send(Ask.post("/message:send", Ask.message("r1", ASKING)).key(ANN)));
        String ended =
                taskId(send(Ask.post("/message:send", Ask.message("r2", ECHO)).key(ANN)));

        assertThat(send(Ask.get("/admin/journal/" + working).key(EVE)).status()).isEqualTo(404);
        assertThat(send(Ask.get("/admin/journal/" + working).key(VIEWER)).body())
                .contains("\"type\":\"opened\"")
                .doesNotContain("\"text\"");
        assertThat(send(Ask.delete("/admin/tasks/" + working).key(EVE)).status())
                .isEqualTo(404);
        assertThat(send(Ask.delete("/admin/tasks/" + working).key(VIEWER)).status())
                .isEqualTo(404);
        assertThat(send(Ask.get("/tasks/" + working).key(ANN)).status()).isEqualTo(200);
        assertThat(send(Ask.delete("/admin/tasks/" + working).key(ANN)).body()).contains("{\"removed\":1}");
        assertThat(send(Ask.delete("/admin/tasks/" + ended).key(OPERATOR)).body())
                .contains("{\"removed\":1}");

        assertThat(send(Ask.get("/tasks/" + working).key(ANN)).status()).isEqualTo(404);
        assertThat(send(Ask.get("/tasks/" + ended).key(ANN)).status()).isEqualTo(404);
        assertThat(send(Ask.delete("/admin/tasks/" + ended).key(ANN)).status()).isEqualTo(404);
    }

    @Test
    void aContextIsRemovedWithAllItsTasks() throws Exception {
        for (String message : List.of("r3", "r4")) {
            send(Ask.post("/message:send", Ask.message(message, ECHO + ",\"contextId\":\"to go\""))
                    .key(ANN));
        }
        send(Ask.post("/message:send", Ask.message("r5", ASKING + ",\"contextId\":\"to go\""))
                .key(ANN));
        send(Ask.post("/message:send", Ask.message("r6", ECHO + ",\"contextId\":\"to go\""))
                .key(EVE));

        Wire.Answer refused =
                send(Ask.delete("/admin/contexts/to%20go?owner=ann").key(EVE));
        Wire.Answer removed =
                send(Ask.delete("/admin/contexts/to%20go?owner=ann").key(OPERATOR));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(removed.body()).contains("{\"removed\":3}");
        assertThat(send(Ask.get("/tasks?contextId=to%20go").key(ANN)).body()).contains("\"totalSize\":0");
        assertThat(send(Ask.get("/tasks?contextId=to%20go").key(EVE)).body()).contains("\"totalSize\":1");
        assertThat(send(Ask.delete("/admin/contexts/to%20go").key(EVE)).body()).contains("{\"removed\":1}");
    }

    @Test
    void whatIsNoTaskAndNoContextIsNotRemoved() throws Exception {
        assertThat(send(Ask.delete("/admin/anything").key(OPERATOR)).status()).isEqualTo(404);
        assertThat(send(Ask.delete("/admin/tasks/%zz").key(OPERATOR)).status()).isEqualTo(400);
        assertThat(send(Ask.delete("/admin/tasks/x")).status()).isEqualTo(401);
        assertThat(send(Ask.get("/admin/tasks/x").key(OPERATOR)).status()).isEqualTo(405);
    }

    @Test
    void deadLettersAreForOperatorsAlone() throws Exception {
        String failed =
                taskId(send(Ask.post("/message:send", Ask.message("d1", ",\"metadata\":{\"agents\":[\"failing\"]}"))
                        .key(ANN)));
        String letters = "/admin/dead-letters";
        List<Ask> acts = List.of(
                Ask.get(letters),
                Ask.get(letters + "/" + failed),
                Ask.post(letters + "/" + failed + "/run-again", ""),
                Ask.post(letters + "/run-again", "{\"ids\":[\"" + failed + "\"]}"),
                Ask.post(letters + "/" + failed + "/discard", "{\"note\":\"gone\"}"));

        for (Ask act : acts) {
            assertThat(send(act).status()).isEqualTo(401);
            for (String key : List.of(ANN, VIEWER)) {
                Wire.Answer refused = send(act.key(key));
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.body())
                        .contains("this needs the role operator")
                        .doesNotContain("hello");
            }
        }

        assertThat(send(Ask.get(letters).key(OPERATOR)).body()).contains(failed);
        assertThat(send(Ask.get(letters + "/" + failed).key(OPERATOR)).body()).contains("\"by\":\"ann\"", "hello");
        assertThat(send(acts.getLast().key(OPERATOR)).status()).isEqualTo(200);
        assertThat(send(Ask.get(letters).key(OPERATOR)).body()).doesNotContain(failed);
        assertThat(drover.notes(failed)).contains("dead letter discarded by operator: gone");
    }

    @Test
    void anotherCallersIdempotencyKeyIsAnotherOne() throws Exception {
        Ask message = Ask.post("/message:send", Ask.message("k1", "")).with("Idempotency-Key: same");

        String anns = taskId(send(message.key(ANN)));

        assertThat(taskId(send(message.key(ANN)))).isEqualTo(anns);
        assertThat(taskId(send(message.key(EVE)))).isNotEqualTo(anns);
    }

    @Test
    void aMessageIsNotPlannedForAnAgentThatItsCallerMayNotReach() throws Exception {
        Ask message = Ask.post(
                "/message:send",
                Ask.message("p1", "").replace("hello", "value my 2020 Toyota Camry, and book an appointment"));

        assertThat(send(message.key(ANN)).body()).contains("\"artifactId\":\"calendar.");
        assertThat(send(message.key(EVE)).body())
                .contains("Please tell me its mileage")
                .doesNotContain("calendar");
    }

    @Test
    void anAgentsHeadersDoNotComeInFromOutside() throws Exception {
        Wire.Answer answer = send(Ask.post("/message:send", Ask.message("h1", ",\"metadata\":{\"agents\":[\"echo\"]}"))
                .with("AgentOutcome: rejected")
                .with("CamelHttpResponseCode: 500")
                .key(ANN));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("TASK_STATE_COMPLETED");
    }

    private Wire.Answer send(Ask ask) throws Exception {
        return wire.send(ask.text());
    }

    private static String taskId(Wire.Answer answer) {
        Matcher id = Pattern.compile("\"task\":\\{\"id\":\"([^\"]+)\"").matcher(answer.body());
        assertThat(id.find()).as(answer.body()).isTrue();
        return id.group(1);
    }

    private static String hash(String key) {
        return "sha256:" + HexFormat.of().formatHex(ApiKey.hashOf(key));
    }

    private Map<String, String> tokens() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("rsa").generate();
        RSAKey next = new RSAKeyGenerator(2048).keyID("next").generate();
        RSAKey other = new RSAKeyGenerator(2048).keyID("rsa").generate();
        RSAKey withdrawn = new RSAKeyGenerator(2048).keyID("withdrawn").generate();
        issuer.publish(key.toPublicJWK(), next.toPublicJWK());
        JWTClaimsSet good = claims().build();
        Date past = Date.from(clock.instant().minus(Duration.ofMinutes(1)));
        Date future = Date.from(clock.instant().plus(Duration.ofMinutes(1)));
        Map<String, String> tokens = new HashMap<>();
        tokens.put("good", TokenMaker.rs256(key, good));
        tokens.put(
                "forged",
                swapped(
                        tokens.get("good"),
                        TokenMaker.rs256(key, claims().subject("root").build())));
        tokens.put("none", TokenMaker.unsigned(good));
        tokens.put("confused", TokenMaker.hs256(key, key.toRSAPublicKey().getEncoded(), good));
        tokens.put("other-key", TokenMaker.rs256(other, good));
        tokens.put("own-key", ownKey(other, good));
        tokens.put(
                "expired", TokenMaker.rs256(key, claims().expirationTime(past).build()));
        tokens.put("early", TokenMaker.rs256(key, claims().notBeforeTime(future).build()));
        tokens.put(
                "endless", TokenMaker.rs256(key, claims().expirationTime(null).build()));
        tokens.put(
                "audience", TokenMaker.rs256(key, claims().audience("another").build()));
        tokens.put(
                "issuer",
                TokenMaker.rs256(
                        key, claims().issuer("https://evil.example.com").build()));
        tokens.put(
                "kind",
                TokenMaker.signed(
                        JWSAlgorithm.RS256, "rsa", new JOSEObjectType("logout+jwt"), new RSASSASigner(key), good));
        tokens.put("nobody", TokenMaker.rs256(key, claims().subject(null).build()));
        tokens.put(
                "scope", TokenMaker.rs256(key, claims().claim("scope", "drover").build()));
        tokens.put("withdrawn", TokenMaker.rs256(withdrawn, good));
        tokens.put("rotated", TokenMaker.rs256(next, good));
        return tokens;
    }

    private JWTClaimsSet.Builder claims() {
        return TokenMaker.claims(ISSUER, "drover", clock.instant()).claim("scope", "drover.use");
    }

    /** The claims of one token with the signature of another. */
    private static String swapped(String signature, String claims) {
        return claims.substring(0, claims.lastIndexOf('.')) + signature.substring(signature.lastIndexOf('.'));
    }

    private static String ownKey(RSAKey key, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(key.toPublicJWK()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
