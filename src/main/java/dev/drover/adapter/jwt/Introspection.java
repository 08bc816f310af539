package dev.drover.adapter.jwt;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.drover.identity.ApiKey;
import dev.drover.identity.Remembered;
import dev.drover.identity.Verdict;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens that only their issuer can read: it is asked (RFC 7662), and its answer is kept for a short time, in which a
 * token that was revoked is still taken. Safe for any number of threads.
 */
public final class Introspection {
    private static final Logger LOG = LoggerFactory.getLogger(Introspection.class);
    private static final int PATIENCE_MILLIS = 5000;
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int REMEMBERED = 10_000;

    /**
     * Who is asked.
     *
     * @param audience what an answer must say in {@code aud}; absent where the server's answers have none
     * @param secret does not show in {@code toString}
     */
    public record Server(
            String name,
            URI url,
            String clientId,
            String secret,
            @Nullable String audience,
            Duration keep,
            Grants grants) {
        @Override
        public String toString() {
            return "Server[" + name + ", " + url + "]";
        }
    }

    private final Server server;
    private final InstantSource clock;
    private final Remembered<Verdict> answers;

    public Introspection(Server server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
        this.answers = new Remembered<>(REMEMBERED, clock);
    }

    Verdict check(String token) {
        String key = HexFormat.of().formatHex(ApiKey.hashOf(token));
        Verdict known = answers.find(key);
        if (known != null) {
            return known;
        }
        TokenIntrospectionSuccessResponse answer = ask(token);
        Verdict verdict = verdict(answer);
        answers.keep(key, verdict, end(answer));
        return verdict;
    }

    private TokenIntrospectionSuccessResponse ask(String token) {
        try {
            HTTPRequest request = new TokenIntrospectionRequest(
                            server.url(),
                            new ClientSecretBasic(new ClientID(server.clientId()), new Secret(server.secret())),
                            new BearerAccessToken(token))
                    .toHTTPRequest();
            request.setConnectTimeout(PATIENCE_MILLIS);
            request.setReadTimeout(PATIENCE_MILLIS);
            TokenIntrospectionResponse response = TokenIntrospectionResponse.parse(request.send());
            if (response.indicatesSuccess()) {
                return response.toSuccessResponse();
            }
        } catch (IOException | ParseException e) {
            LOG.warn("the issuer {} cannot be asked about a token", server.name(), e);
        }
        throw Refusal.retryLater(
                Reason.UNAVAILABLE, "the issuer of the token cannot be asked now; come back later", LATER);
    }

    private Verdict verdict(TokenIntrospectionSuccessResponse answer) {
        if (!answer.isActive()) {
            return new Verdict.Invalid("the token is not active");
        }
        Date expiry = answer.getExpirationTime();
        if (expiry != null && !clock.instant().isBefore(expiry.toInstant())) {
            return new Verdict.Invalid("the token has expired");
        }
        String audience = server.audience();
        if (audience != null
                && (answer.getAudience() == null || !answer.getAudience().contains(new Audience(audience)))) {
            return new Verdict.Invalid("the token is for another audience");
        }
        String subject = answer.getSubject() != null
                ? answer.getSubject().getValue()
                : answer.getClientID() == null ? null : answer.getClientID().getValue();
        return server.grants().verdict(server.name(), subject, answer.getParameters());
    }

    private Instant end(TokenIntrospectionSuccessResponse answer) {
        Instant end = clock.instant().plus(server.keep());
        Date expiry = answer.getExpirationTime();
        return expiry != null && expiry.toInstant().isBefore(end) ? expiry.toInstant() : end;
    }
}
