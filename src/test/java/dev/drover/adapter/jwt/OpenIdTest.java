package dev.drover.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Verdict;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of a real OpenID Connect server: discovery, keys, introspection. */
class OpenIdTest {
    private static final MockOAuth2Server SERVER = new MockOAuth2Server();
    private static final Grants GRANTS = new Grants("", "roles", "viewer", "operator", Reach.EVERYTHING);

    @BeforeAll
    static void start() throws Exception {
        SERVER.start(InetAddress.getLoopbackAddress(), 0);
        // Its first answers take longer than Drover waits for an issuer.
        for (URI warm : List.of(
                SERVER.jwksUrl("corp").uri(), SERVER.wellKnownUrl("corp").uri())) {
            HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(warm).build(), HttpResponse.BodyHandlers.discarding());
        }
        token("opaque", "drover");
    }

    @AfterAll
    static void stop() {
        SERVER.shutdown();
    }

    @Test
    void findsTheKeysByDiscovery() {
        BearerTokens tokens = signed(SERVER.issuerUrl("corp").toString());

        assertThat(tokens.check(token("corp", "drover").serialize()))
                .isEqualTo(new Verdict.Valid(new Caller("corp:carl")));
        assertThat(tokens.check(token("corp", "another").serialize()))
                .isEqualTo(new Verdict.Invalid("the token is for another audience"));
        assertThat(tokens.check(token("evil", "drover").serialize()))
                .isEqualTo(new Verdict.Invalid("the token is of an unknown issuer"));
    }

    @Test
    void saysToComeBackWhileDiscoveryFails() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:" + nobody + "/corp";
        SignedJWT token = SERVER.anyToken(
                okhttp3.HttpUrl.get(url), Map.of("sub", "carl", "aud", "drover"), Duration.ofMinutes(1));

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> signed(url).check(token.serialize()));

        assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void asksTheIssuerAboutOpaqueTokensAndRemembersTheAnswer() {
        BearerTokens tokens = introspecting(null);
        String good = token("opaque", "drover").serialize();

        assertThat(tokens.check(good)).isEqualTo(new Verdict.Valid(new Caller("opaque:carl")));
        assertThat(tokens.check(good)).isEqualTo(new Verdict.Valid(new Caller("opaque:carl")));
        assertThat(tokens.check("nothing-that-it-knows")).isEqualTo(new Verdict.Invalid("the token is not active"));
    }

    @Test
    void takesAnAnswerForItsOwnAudienceOnly() throws IOException {
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/introspect", exchange -> {
            byte[] answer = "{\"active\":true,\"sub\":\"carl\",\"aud\":[\"drover\"]}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        issuer.start();
        URI url = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/introspect");

        Verdict own = introspecting(url, "drover").check("opaque");
        Verdict another = introspecting(url, "another").check("opaque");

        issuer.stop(0);
        assertThat(own).isEqualTo(new Verdict.Valid(new Caller("opaque:carl")));
        assertThat(another).isEqualTo(new Verdict.Invalid("the token is for another audience"));
    }

    @Test
    void saysToComeBackWhileTheIssuerCannotBeAsked() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> introspecting(URI.create("http://127.0.0.1:" + nobody + "/introspect"), "drover")
                        .check("opaque"));

        assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    private static SignedJWT token(String issuer, String audience) {
        return SERVER.issueToken(issuer, "carl", audience, Map.of());
    }

    private static BearerTokens signed(String url) {
        TrustedIssuer issuer = new TrustedIssuer(
                "corp", URI.create(url), "drover", null, TrustedIssuer.ALGORITHMS, Duration.ofSeconds(30), GRANTS);
        return new BearerTokens(List.of(issuer), null, Clock.systemUTC());
    }

    private static BearerTokens introspecting(@Nullable String audience) {
        return introspecting(SERVER.url("/opaque/introspect").uri(), audience);
    }

    private static BearerTokens introspecting(URI url, @Nullable String audience) {
        Introspection.Server server =
                new Introspection.Server("opaque", url, "drover", "secret", audience, Duration.ofSeconds(30), GRANTS);
        return new BearerTokens(List.of(), new Introspection(server, Clock.systemUTC()), Clock.systemUTC());
    }
}
