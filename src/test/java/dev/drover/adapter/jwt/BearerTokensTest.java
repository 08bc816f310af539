package dev.drover.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Role;
import dev.drover.identity.Verdict;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.state.MovingClock;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of issuers whose keys the test has, over real HTTP. */
class BearerTokensTest {
    private static final String ISSUER = "https://login.example.com";
    private static RSAKey rsa;
    private static RSAKey other;
    private static ECKey ec;

    private final MovingClock clock = new MovingClock();
    private KeyServer server;

    @BeforeAll
    static void keys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        other = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @BeforeEach
    void start() throws Exception {
        server = new KeyServer();
        server.publish(rsa.toPublicJWK(), ec.toPublicJWK());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesTokensSignedWithRsaAndWithEllipticCurves() throws Exception {
        assertThat(check(TokenMaker.rs256(rsa, claims().build()))).isEqualTo(caller());
        assertThat(check(TokenMaker.es256(ec, claims().build()))).isEqualTo(caller());
    }

    @Test
    void takesTokensSignedWithEdwardsCurves() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        Base64URL x = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        server.publish(new OctetKeyPair.Builder(Curve.Ed25519, x).keyID("ed").build());
        String header = "{\"alg\":\"EdDSA\",\"kid\":\"ed\"}";
        String token = TokenMaker.eddsa(header, pair.getPrivate(), claims().build());
        String critical = "{\"alg\":\"EdDSA\",\"kid\":\"ed\",\"crit\":[\"exp\"],\"exp\":1}";

        assertThat(check(token)).isEqualTo(caller());
        assertThat(check(broken(token))).isEqualTo(invalid("the token's signature does not hold"));
        assertThat(check(TokenMaker.eddsa(critical, pair.getPrivate(), claims().build())))
                .isEqualTo(invalid("the token's signature does not hold"));
    }

    @Test
    void takesTheTypeOfAccessTokensAndNoOther() throws Exception {
        RSASSASigner signer = new RSASSASigner(rsa);
        JWTClaimsSet claims = claims().build();

        assertThat(check(TokenMaker.signed(JWSAlgorithm.RS256, "rsa", new JOSEObjectType("at+jwt"), signer, claims)))
                .isEqualTo(caller());
        assertThat(check(
                        TokenMaker.signed(JWSAlgorithm.RS256, "rsa", new JOSEObjectType("logout+jwt"), signer, claims)))
                .isEqualTo(invalid("the token's signature does not hold"));
    }

    @Test
    void refusesForgedTokens() throws Exception {
        String good = TokenMaker.rs256(rsa, claims().build());

        assertThat(check(broken(good))).isEqualTo(invalid("the token's signature does not hold"));
        assertThat(check(TokenMaker.rs256(other, claims().build())))
                .isEqualTo(invalid("the token's signature does not hold"));
        assertThat(check(good.substring(0, good.lastIndexOf('.') + 1))).isEqualTo(invalid("the token cannot be read"));
    }

    @Test
    void refusesTokensThatNobodySigned() {
        assertThat(check(TokenMaker.unsigned(claims().build()))).isEqualTo(invalid("the token is not signed"));
    }

    @Test
    void refusesAPublicKeyUsedAsASharedSecret() throws Exception {
        byte[] der = rsa.toRSAPublicKey().getEncoded();
        byte[] pem = rsa.toPublicJWK().toJSONString().getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(check(TokenMaker.hs256(rsa, der, claims().build())))
                .isEqualTo(invalid("the token's signature does not hold"));
        assertThat(check(TokenMaker.hs256(rsa, pem, claims().build())))
                .isEqualTo(invalid("the token's signature does not hold"));
    }

    @Test
    void refusesAnAlgorithmThatIsNotSet() throws Exception {
        TrustedIssuer onlyRsa = issuer(java.util.Set.of("RS256"), grants(""));

        assertThat(check(onlyRsa, TokenMaker.rs256(rsa, claims().build()))).isEqualTo(caller());
        assertThat(check(onlyRsa, TokenMaker.es256(ec, claims().build())))
                .isEqualTo(invalid("the token's signature does not hold"));
    }

    @Test
    void refusesOtherIssuersAudiencesAndSubjects() throws Exception {
        assertThat(check(TokenMaker.rs256(
                        rsa, claims().issuer("https://evil.example.com").build())))
                .isEqualTo(invalid("the token is of an unknown issuer"));
        assertThat(check(TokenMaker.rs256(rsa, claims().issuer(ISSUER + "/").build())))
                .isEqualTo(invalid("the token is of an unknown issuer"));
        assertThat(check(TokenMaker.rs256(rsa, claims().audience("another").build())))
                .isEqualTo(invalid("the token is for another audience"));
        assertThat(check(TokenMaker.rs256(
                        rsa, claims().audience(List.of("another", "drover")).build())))
                .isEqualTo(caller());
        assertThat(check(TokenMaker.rs256(rsa, claims().audience((String) null).build())))
                .isEqualTo(invalid("the token is for another audience"));
        assertThat(check(TokenMaker.rs256(rsa, claims().subject(null).build())))
                .isEqualTo(invalid("the token names no subject of 1 to 200 characters"));
    }

    @Test
    void takesATokenFromItsFirstMomentToItsLastWithThirtySecondsOfSkew() throws Exception {
        Date expiry = Date.from(java.time.Instant.parse("2026-03-01T12:10:00Z"));
        Date begin = Date.from(java.time.Instant.parse("2026-03-01T12:01:00Z"));
        String token = TokenMaker.rs256(
                rsa, claims().notBeforeTime(begin).expirationTime(expiry).build());

        assertThat(check(token)).isEqualTo(invalid("the token is not valid yet"));
        clock.advance(Duration.ofSeconds(30));
        assertThat(check(token)).isEqualTo(caller());
        clock.advance(Duration.ofMinutes(9).plusSeconds(59));
        assertThat(check(token)).isEqualTo(caller());
        clock.advance(Duration.ofSeconds(1));
        assertThat(check(token)).isEqualTo(invalid("the token has expired"));
    }

    @Test
    void refusesATokenThatNeverExpires() throws Exception {
        assertThat(check(TokenMaker.rs256(rsa, claims().expirationTime(null).build())))
                .isEqualTo(invalid("the token has no time of expiry"));
    }

    @Test
    void findsANewKeyAtOnceAndIsNotMadeToAskAgainByUnknownOnes() throws Exception {
        BearerTokens tokens = new BearerTokens(List.of(issuer(TrustedIssuer.ALGORITHMS, grants(""))), null, clock);
        RSAKey next = new RSAKeyGenerator(2048).keyID("next").generate();
        RSAKey unknown = new RSAKeyGenerator(2048).keyID("unknown").generate();
        assertThat(tokens.check(TokenMaker.rs256(rsa, claims().build()))).isEqualTo(caller());

        server.publish(next.toPublicJWK());

        assertThat(tokens.check(TokenMaker.rs256(next, claims().build()))).isEqualTo(caller());
        int asked = server.asked();
        for (int i = 0; i < 20; i++) {
            assertThat(tokens.check(TokenMaker.rs256(unknown, claims().build())))
                    .isInstanceOf(Verdict.Invalid.class);
        }
        assertThat(server.asked() - asked).isLessThanOrEqualTo(1);
        assertThat(tokens.check(TokenMaker.rs256(next, claims().build()))).isEqualTo(caller());
    }

    @Test
    void saysToComeBackWhileTheIssuerIsAwayAndRecoversByItself() throws Exception {
        BearerTokens tokens = new BearerTokens(List.of(issuer(TrustedIssuer.ALGORITHMS, grants(""))), null, clock);
        String token = TokenMaker.rs256(rsa, claims().build());
        server.breaks(true);

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> tokens.check(token));
        server.breaks(false);

        assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(tokens.check(token)).isEqualTo(caller());
    }

    @Test
    void givesRolesByTheWordsOfAClaim() throws Exception {
        Grants grants = new Grants("", "realm_access.roles", "auditor", "admin", Reach.of("weather"));
        TrustedIssuer issuer = issuer(TrustedIssuer.ALGORITHMS, grants);
        JWTClaimsSet claims = claims().claim("realm_access", Map.of("roles", List.of("auditor", "viewer")))
                .build();

        Caller caller = ((Verdict.Valid) check(issuer, TokenMaker.rs256(rsa, claims))).caller();

        assertThat(caller.name()).isEqualTo("corp:carl");
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.CALLER, Role.VIEWER);
        assertThat(caller.reach().includes("weather")).isTrue();
        assertThat(caller.reach().includes("calendar")).isFalse();
    }

    @Test
    void wantsTheScopeThatIsSet() throws Exception {
        TrustedIssuer issuer = issuer(TrustedIssuer.ALGORITHMS, grants("drover.use"));

        assertThat(check(
                        issuer,
                        TokenMaker.rs256(
                                rsa, claims().claim("scope", "a drover.use").build())))
                .isEqualTo(caller());
        assertThat(check(
                        issuer,
                        TokenMaker.rs256(
                                rsa,
                                claims().claim("scp", List.of("drover.use")).build())))
                .isEqualTo(caller());
        assertThat(check(
                        issuer,
                        TokenMaker.rs256(
                                rsa, claims().claim("scope", "drover.user").build())))
                .isEqualTo(new Verdict.Insufficient("drover.use"));
    }

    @Test
    void believesEachOfSeveralIssuersByItsOwnKeysOnly() throws Exception {
        String partner = "https://partner.example.com";
        RSAKey partners = new RSAKeyGenerator(2048).keyID("partner").generate();
        try (KeyServer keys = new KeyServer()) {
            keys.publish(partners.toPublicJWK());
            TrustedIssuer second = new TrustedIssuer(
                    "partner",
                    URI.create(partner),
                    "drover",
                    keys.url(),
                    TrustedIssuer.ALGORITHMS,
                    Duration.ofSeconds(30),
                    grants(""));
            BearerTokens both =
                    new BearerTokens(List.of(issuer(TrustedIssuer.ALGORITHMS, grants("")), second), null, clock);
            JWTClaimsSet theirs =
                    TokenMaker.claims(partner, "drover", clock.instant()).build();

            assertThat(both.check(TokenMaker.rs256(rsa, claims().build()))).isEqualTo(caller());
            assertThat(both.check(TokenMaker.rs256(partners, theirs)))
                    .isEqualTo(new Verdict.Valid(new Caller("partner:carl")));
            assertThat(both.check(TokenMaker.rs256(partners, claims().build())))
                    .isEqualTo(invalid("the token's signature does not hold"));
            assertThat(both.check(TokenMaker.rs256(rsa, theirs)))
                    .isEqualTo(invalid("the token's signature does not hold"));
        }
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String text : List.of("", "x", "a.b", "a.b.c", "..", "{}", "a.b.c.d.e", "\u0000")) {
            assertThat(check(text)).as(text).isEqualTo(invalid("the token cannot be read"));
        }
    }

    private Verdict check(String token) {
        return check(issuer(TrustedIssuer.ALGORITHMS, grants("")), token);
    }

    private Verdict check(TrustedIssuer issuer, String token) {
        return new BearerTokens(List.of(issuer), null, clock).check(token);
    }

    private TrustedIssuer issuer(java.util.Set<String> algorithms, Grants grants) {
        return new TrustedIssuer(
                "corp", URI.create(ISSUER), "drover", server.url(), algorithms, Duration.ofSeconds(30), grants);
    }

    private static Grants grants(String scope) {
        return new Grants(scope, "roles", "viewer", "operator", Reach.EVERYTHING);
    }

    private JWTClaimsSet.Builder claims() {
        return TokenMaker.claims(ISSUER, "drover", clock.instant());
    }

    private static Verdict caller() {
        return new Verdict.Valid(new Caller("corp:carl"));
    }

    private static Verdict invalid(String why) {
        return new Verdict.Invalid(why);
    }

    /** The token with one bit of its signature changed. */
    private static String broken(String token) {
        int dot = token.lastIndexOf('.');
        byte[] signature = new Base64URL(token.substring(dot + 1)).decode();
        signature[0] ^= 1;
        return token.substring(0, dot + 1) + Base64URL.encode(signature);
    }
}
