package dev.drover.adapter.jwt;

import com.nimbusds.jose.CriticalHeaderParamsAware;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.CriticalHeaderParamsDeferral;
import com.nimbusds.jose.crypto.impl.EdDSAProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/** Verifies EdDSA signatures (RFC 8037) with what Java has; Nimbus would need another library for them. */
final class Ed25519 extends EdDSAProvider implements JWSVerifier, CriticalHeaderParamsAware {
    private final CriticalHeaderParamsDeferral critical = new CriticalHeaderParamsDeferral();
    private final EdECPublicKey key;

    Ed25519(EdECPublicKey key) {
        this.key = key;
    }

    /** The key, whose last bit tells the sign of x and whose rest is y, little end first (RFC 8032, section 5.1.2). */
    static PublicKey publicKey(OctetKeyPair pair) throws JOSEException {
        byte[] encoded = pair.getX().decode();
        if (!Curve.Ed25519.equals(pair.getCurve()) || encoded.length != 32) {
            throw new JOSEException("not a key of Ed25519");
        }
        byte[] y = new byte[encoded.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = encoded[encoded.length - 1 - i];
        }
        boolean odd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        try {
            EdECPoint point = new EdECPoint(odd, new BigInteger(1, y));
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("not a key of Ed25519", e);
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
        if (!critical.headerPasses(header)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signingInput);
            return verifier.verify(signature.decode());
        } catch (GeneralSecurityException e) {
            return false; // not even the form of a signature
        }
    }

    @Override
    public Set<String> getProcessedCriticalHeaderParams() {
        return critical.getProcessedCriticalHeaderParams();
    }

    @Override
    public Set<String> getDeferredCriticalHeaderParams() {
        return critical.getDeferredCriticalHeaderParams();
    }
}
