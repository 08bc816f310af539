package dev.drover.adapter.jwt;

import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.drover.identity.Tokens;
import dev.drover.identity.Verdict;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens of all issuers: a signed one is checked here, any other by introspection where that is configured. */
public final class BearerTokens implements Tokens {
    private final List<SignedTokens> issuers;
    private final @Nullable Introspection introspection;

    public BearerTokens(List<TrustedIssuer> issuers, @Nullable Introspection introspection, InstantSource clock) {
        this.issuers =
                issuers.stream().map(issuer -> new SignedTokens(issuer, clock)).toList();
        this.introspection = introspection;
    }

    @Override
    public Verdict check(String token) {
        JWT parsed;
        String url;
        try {
            parsed = JWTParser.parse(token);
            url = parsed instanceof SignedJWT ? parsed.getJWTClaimsSet().getIssuer() : null;
        } catch (ParseException | IllegalArgumentException e) {
            return opaque(token, "the token cannot be read");
        }
        return switch (parsed) {
            case SignedJWT signed -> {
                for (SignedTokens issuer : issuers) {
                    if (issuer.isIssuer(url)) {
                        yield issuer.check(signed);
                    }
                }
                yield opaque(token, "the token is of an unknown issuer");
            }
            case PlainJWT plain -> new Verdict.Invalid("the token is not signed");
            case EncryptedJWT encrypted -> opaque(token, "encrypted tokens are not taken");
            default -> new Verdict.Invalid("the token cannot be read");
        };
    }

    private Verdict opaque(String token, String otherwise) {
        return introspection == null ? new Verdict.Invalid(otherwise) : introspection.check(token);
    }
}
