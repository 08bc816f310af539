package dev.drover.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that may have signed a token: those of the issuer that fit the header, if its algorithm is allowed.
 * A shared secret is never among them, so a token signed with a public key as its secret finds no key.
 */
record KeySelector(Set<String> algorithms, JWKSource<SecurityContext> source)
        implements JWSKeySelector<SecurityContext> {
    @Override
    public List<? extends Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context)
            throws KeySourceException {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        if (matcher == null || !algorithms.contains(header.getAlgorithm().getName())) {
            return List.of();
        }
        List<Key> keys = new ArrayList<>();
        for (JWK key : source.get(new JWKSelector(matcher), context)) {
            Key usable = publicKey(key);
            if (usable != null) {
                keys.add(usable);
            }
        }
        return keys;
    }

    private static @Nullable Key publicKey(JWK key) {
        try {
            return switch (key) {
                case OctetKeyPair edwards -> Ed25519.publicKey(edwards);
                case AsymmetricJWK asymmetric -> asymmetric.toPublicKey();
                default -> null;
            };
        } catch (JOSEException e) {
            return null; // a key that nobody can use verifies nothing
        }
    }
}
