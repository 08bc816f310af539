package dev.drover.adapter.jwt;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose tokens are taken.
 *
 * @param name comes before the subject in the names of its callers, so that those of two issuers are never the same
 * @param url what its tokens say in {@code iss}
 * @param audience what they must say in {@code aud}
 * @param keys where its keys are; absent where OpenID discovery at {@code url} tells
 * @param algorithms by which it may sign; none of them with a shared secret
 * @param skew how far its clock may be from ours
 */
public record TrustedIssuer(
        String name,
        URI url,
        String audience,
        @Nullable URI keys,
        Set<String> algorithms,
        Duration skew,
        Grants grants) {
    /** What is taken by default, and all that may be set. */
    public static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    public TrustedIssuer {
        algorithms = Set.copyOf(algorithms);
        if (algorithms.isEmpty() || !ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException("some of " + String.join(", ", new java.util.TreeSet<>(ALGORITHMS)));
        }
    }
}
