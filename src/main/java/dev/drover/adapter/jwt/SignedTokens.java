package dev.drover.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.drover.identity.Verdict;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signed tokens (RFC 7519) of one issuer. Safe for any number of threads. */
final class SignedTokens {
    private static final Logger LOG = LoggerFactory.getLogger(SignedTokens.class);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final TrustedIssuer issuer;
    private final InstantSource clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    SignedTokens(TrustedIssuer issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new KeySelector(issuer.algorithms(), new IssuerKeys(issuer)));
        processor.setJWSVerifierFactory(new Verifiers());
        processor.setJWTClaimsSetVerifier((claims, context) -> {}); // below, by our clock and with texts of ours
    }

    boolean isIssuer(@Nullable String url) {
        return issuer.url().toString().equals(url);
    }

    Verdict check(SignedJWT token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            String fault = fault(claims);
            return fault == null
                    ? issuer.grants().verdict(issuer.name(), claims.getSubject(), claims.getClaims())
                    : new Verdict.Invalid(fault);
        } catch (RateLimitReachedException e) {
            return new Verdict.Invalid("the token is signed with an unknown key");
        } catch (KeySourceException e) {
            LOG.warn("the keys of the issuer {} cannot be fetched", issuer.name(), e);
            throw Refusal.retryLater(
                    Reason.UNAVAILABLE, "the keys of the token's issuer cannot be fetched now; come back later", LATER);
        } catch (BadJOSEException | JOSEException e) {
            return new Verdict.Invalid("the token's signature does not hold");
        }
    }

    private @Nullable String fault(JWTClaimsSet claims) {
        Instant now = clock.instant();
        if (!claims.getAudience().contains(issuer.audience())) {
            return "the token is for another audience";
        }
        if (claims.getExpirationTime() == null) {
            return "the token has no time of expiry";
        }
        if (!now.isBefore(instant(claims.getExpirationTime()).plus(issuer.skew()))) {
            return "the token has expired";
        }
        if (claims.getNotBeforeTime() != null
                && now.isBefore(instant(claims.getNotBeforeTime()).minus(issuer.skew()))) {
            return "the token is not valid yet";
        }
        return null;
    }

    private static Instant instant(Date date) {
        return date.toInstant();
    }
}
