package dev.drover.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.state.MovingClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final String API_KEY = "ApiKey realm=\"drover\", header=\"X-API-Key\"";

    private final MovingClock clock = new MovingClock();
    private final Caller ann = new Caller("ann", Set.of(Role.VIEWER), Reach.EVERYTHING);
    private final ApiKeys keys = new ApiKeys(
            List.of(
                    new ApiKey("first", ApiKey.hashOf("key-of-ann"), ann, null),
                    new ApiKey(
                            "short",
                            ApiKey.hashOf("key-for-an-hour"),
                            new Caller("bob"),
                            clock.instant().plus(Duration.ofHours(1)))),
            clock);
    private final Tokens tokens = token -> switch (token) {
        case "good" -> new Verdict.Valid(new Caller("corp:carl"));
        case "narrow" -> new Verdict.Insufficient("drover.use");
        default -> new Verdict.Invalid("the token has expired");
    };
    private final Authentication byKey = new Authentication(keys, null, false, false);
    private final Authentication byBoth = new Authentication(keys, tokens, false, false);

    @Test
    void findsTheCallerOfAKeyWithItsRoles() {
        Caller found = byKey.callerOf(Map.of("x-api-key", " key-of-ann "));

        assertThat(found).isEqualTo(ann);
        assertThat(found.roles()).containsExactly(Role.VIEWER);
    }

    @Test
    void takesAKeyUntilTheMomentItExpires() {
        clock.advance(Duration.ofHours(1).minusNanos(1));
        assertThat(byKey.callerOf(Map.of("x-api-key", "key-for-an-hour"))).isEqualTo(new Caller("bob"));

        clock.advance(Duration.ofNanos(1));
        assertThat(refusal(byKey, Map.of("x-api-key", "key-for-an-hour")).text())
                .isEqualTo("the API key has expired");
    }

    @Test
    void refusesAnUnknownKeyAndSaysHowToAuthenticate() {
        Refusal refusal = refusal(byKey, Map.of("x-api-key", "key-of-eve"));

        assertThat(refusal.reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(refusal.text()).isEqualTo("the API key is not known");
        assertThat(refusal.details()).containsEntry("challenge", API_KEY);
    }

    @Test
    void refusesWhoGivesNothing() {
        Refusal refusal = refusal(byBoth, Map.of());

        assertThat(refusal.text()).isEqualTo("this needs an API key in X-API-Key or a bearer token in Authorization");
        assertThat(refusal.details()).containsEntry("challenge", "Bearer realm=\"drover\", " + API_KEY);
    }

    @Test
    void findsTheCallerOfATokenWhateverTheCaseOfTheScheme() {
        assertThat(byBoth.callerOf(Map.of("authorization", "bEARER good"))).isEqualTo(new Caller("corp:carl"));
    }

    @Test
    void saysWhatIsWrongWithAToken() {
        Refusal refusal = refusal(byBoth, Map.of("authorization", "Bearer old"));

        assertThat(refusal.reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(refusal.details())
                .containsEntry(
                        "challenge",
                        "Bearer realm=\"drover\", error=\"invalid_token\","
                                + " error_description=\"the token has expired\", " + API_KEY);
    }

    @Test
    void forbidsATokenThatLacksTheScopeAndNamesIt() {
        Refusal refusal = refusal(byBoth, Map.of("authorization", "Bearer narrow"));

        assertThat(refusal.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(refusal.text()).isEqualTo("the token lacks the scope drover.use");
        assertThat(refusal.details())
                .containsEntry(
                        "challenge", "Bearer realm=\"drover\", error=\"insufficient_scope\", scope=\"drover.use\"");
    }

    @Test
    void refusesTwoCredentialsOfWhichOneIsGood() {
        assertThat(refusal(byBoth, Map.of("x-api-key", "key-of-ann", "authorization", "Bearer old"))
                        .text())
                .isEqualTo("send one credential, X-API-Key or Authorization, not both");
    }

    @Test
    void refusesOtherSchemesAndTokensWhereThereAreNone() {
        assertThat(refusal(byBoth, Map.of("authorization", "Basic Z29vZA==")).text())
                .isEqualTo("the Authorization header must be Bearer and a token");
        assertThat(refusal(byKey, Map.of("authorization", "Bearer good")).text())
                .isEqualTo("bearer tokens are not taken here");
    }

    @Test
    void letsTheAnonymousInWhereThatIsAllowedButNobodyWithAWrongKey() {
        Authentication open = new Authentication(keys, null, false, true);

        assertThat(open.callerOf(Map.of())).isEqualTo(Caller.ANONYMOUS);
        assertThat(refusal(open, Map.of("x-api-key", "wrong")).reason()).isEqualTo(Reason.UNAUTHENTICATED);
    }

    @Test
    void takesTheCertificateOfTheConnectionWhereNothingElseIsGiven() {
        Authentication mutual = new Authentication(keys, null, true, false);

        assertThat(mutual.callerOf(Map.of(Authentication.CERTIFICATE, "CN=dora")))
                .isEqualTo(new Caller("tls:CN=dora"));
        assertThat(mutual.callerOf(Map.of(Authentication.CERTIFICATE, "CN=dora", "x-api-key", "key-of-ann")))
                .isEqualTo(ann);
        assertThat(refusal(byKey, Map.of(Authentication.CERTIFICATE, "CN=dora")).reason())
                .isEqualTo(Reason.UNAUTHENTICATED);
    }

    @Test
    void showsNoHash() {
        assertThat(keys.toString()).doesNotContain("hash").contains("ApiKey[first]");
    }

    private static Refusal refusal(Authentication authentication, Map<String, String> credentials) {
        return catchThrowableOfType(Refusal.class, () -> authentication.callerOf(credentials));
    }
}
