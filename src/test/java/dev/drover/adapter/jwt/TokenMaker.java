package dev.drover.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Makes tokens, right and wrong ones. */
public final class TokenMaker {
    private TokenMaker() {}

    public static JWTClaimsSet.Builder claims(String issuer, String audience, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject("carl")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
    }

    public static String rs256(RSAKey key, JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.RS256, key.getKeyID(), JOSEObjectType.JWT, new RSASSASigner(key), claims);
    }

    public static String es256(ECKey key, JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.ES256, key.getKeyID(), JOSEObjectType.JWT, new ECDSASigner(key), claims);
    }

    /** Signed with the bytes of a public key, for a server that would take it for a shared secret. */
    public static String hs256(RSAKey key, byte[] secret, JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.HS256, key.getKeyID(), JOSEObjectType.JWT, new MACSigner(secret), claims);
    }

    public static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    public static String signed(
            JWSAlgorithm algorithm, String kid, JOSEObjectType type, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(kid).type(type).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    /** With a header of one's own, signed by a key of Ed25519. */
    public static String eddsa(String header, PrivateKey key, JWTClaimsSet claims) throws GeneralSecurityException {
        String input = Base64URL.encode(header) + "." + Base64URL.encode(claims.toString());
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(key);
        signer.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signer.sign());
    }
}
