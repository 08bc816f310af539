package dev.drover.identity;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds who stands behind the credentials of a request: an API key or a bearer token, or else the certificate of the
 * connection.
 *
 * @param tokens absent where no bearer tokens are taken
 * @param certificates whether the subject of a client's certificate is a caller
 * @param anonymous whether a request may come without credentials; wrong ones are refused in any case
 */
public record Authentication(ApiKeys keys, @Nullable Tokens tokens, boolean certificates, boolean anonymous) {
    /** Where a door puts the subject of the client's certificate; no header has a name like this. */
    public static final String CERTIFICATE = ":certificate";

    private static final String KEY = "x-api-key";
    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "bearer ";

    /** Whether there is any way to authenticate; without one, nobody can and everybody is anonymous. */
    public boolean isConfigured() {
        return !keys.isEmpty() || tokens != null || certificates;
    }

    /** The caller, or a refusal that says how to authenticate. */
    public Caller callerOf(Map<String, String> credentials) {
        if (!isConfigured()) {
            return Caller.ANONYMOUS;
        }
        String key = credentials.get(KEY);
        String authorization = credentials.get(AUTHORIZATION);
        String certificate = credentials.get(CERTIFICATE);
        if (key != null && authorization != null) {
            throw refused("send one credential, X-API-Key or Authorization, not both", null);
        }
        if (key != null) {
            return accept(keys.check(key.strip()), false);
        }
        if (authorization != null) {
            return accept(check(authorization), true);
        }
        if (certificate != null && certificates) {
            return accept(byCertificate(certificate), false);
        }
        if (anonymous) {
            return Caller.ANONYMOUS;
        }
        throw refused("this needs " + String.join(" or ", ways()), null);
    }

    private Verdict check(String authorization) {
        if (tokens == null) {
            return new Verdict.Invalid("bearer tokens are not taken here");
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new Verdict.Invalid("the Authorization header must be Bearer and a token");
        }
        return tokens.check(authorization.substring(BEARER.length()).strip());
    }

    private static Verdict byCertificate(String subject) {
        String name = "tls:" + subject;
        return name.length() > 255
                ? new Verdict.Invalid("the certificate's subject is too long")
                : new Verdict.Valid(new Caller(name));
    }

    private Caller accept(Verdict verdict, boolean bearer) {
        return switch (verdict) {
            case Verdict.Valid(Caller caller) -> caller;
            case Verdict.Invalid(String why) -> throw refused(why, bearer ? why : null);
            case Verdict.Insufficient(String scope) ->
                throw Refusal.of(
                        Reason.FORBIDDEN,
                        "the token lacks the scope " + scope,
                        Map.of(
                                "challenge",
                                Challenge.BEARER + ", error=\"insufficient_scope\", scope=\"" + scope + "\""));
        };
    }

    private Refusal refused(String text, @Nullable String tokenFault) {
        List<String> challenges = new ArrayList<>();
        if (tokens != null) {
            challenges.add(tokenFault == null ? Challenge.BEARER : Challenge.invalidToken(tokenFault));
        }
        if (!keys.isEmpty() || challenges.isEmpty()) {
            challenges.add(Challenge.API_KEY);
        }
        return Refusal.of(Reason.UNAUTHENTICATED, text, Map.of("challenge", String.join(", ", challenges)));
    }

    private List<String> ways() {
        List<String> ways = new ArrayList<>();
        if (!keys.isEmpty()) {
            ways.add("an API key in X-API-Key");
        }
        if (tokens != null) {
            ways.add("a bearer token in Authorization");
        }
        if (certificates) {
            ways.add("a client certificate");
        }
        return ways;
    }
}
