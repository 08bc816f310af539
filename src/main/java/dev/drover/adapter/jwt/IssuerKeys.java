package dev.drover.adapter.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer, found when they are first needed and kept for a while. An unknown key makes it look again, but
 * not at every request; while the issuer is away, the keys that are known stay good for hours.
 *
 * <p>Threads: any number; one fetches, the others wait for it or go on with what is known.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    private static final int PATIENCE_MILLIS = 5000;
    private static final int LARGEST = 256 * 1024;
    private static final long KEEP = Duration.ofMinutes(5).toMillis();
    private static final long WAIT = Duration.ofSeconds(5).toMillis();
    private static final long KEEP_WITHOUT_ISSUER = Duration.ofHours(4).toMillis();

    private final TrustedIssuer issuer;
    private final ReentrantLock finding = new ReentrantLock();
    private volatile @Nullable JWKSource<SecurityContext> found;

    IssuerKeys(TrustedIssuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        JWKSource<SecurityContext> known = found;
        return (known == null ? find() : known).get(selector, context);
    }

    private JWKSource<SecurityContext> find() throws KeySourceException {
        finding.lock();
        try {
            JWKSource<SecurityContext> known = found;
            if (known == null) {
                URI keys = issuer.keys();
                known = at(keys == null ? discovered() : keys);
                found = known;
            }
            return known;
        } finally {
            finding.unlock();
        }
    }

    /** OpenID Connect Discovery 1.0; Nimbus checks that the document is this issuer's. */
    private URI discovered() throws KeySourceException {
        try {
            URI keys = OIDCProviderMetadata.resolve(new Issuer(issuer.url()), PATIENCE_MILLIS, PATIENCE_MILLIS)
                    .getJWKSetURI();
            if (keys == null) {
                throw new KeySourceException("the issuer publishes no keys");
            }
            return keys;
        } catch (GeneralException | IOException e) {
            throw new KeySourceException("the issuer cannot be asked", e);
        }
    }

    private static JWKSource<SecurityContext> at(URI keys) throws KeySourceException {
        try {
            DefaultResourceRetriever http = new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST);
            return JWKSourceBuilder.create(keys.toURL(), http)
                    .cache(KEEP, WAIT)
                    .refreshAheadCache(false)
                    .rateLimited(true)
                    .retrying(true)
                    .outageTolerant(KEEP_WITHOUT_ISSUER)
                    .build();
        } catch (MalformedURLException e) {
            throw new KeySourceException("the address of the keys is not a URL", e);
        }
    }
}
