package dev.drover.wiring.request;

import dev.drover.http.RequestBody;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The bean {@code signatures}: checks that a body was signed with a shared secret (HMAC-SHA256, RFC 2104). Thread-safe. */
public final class Signatures {
    private static final String ALGORITHM = "HmacSHA256";

    private final Function<String, @Nullable String> environment;

    Signatures(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Refuses a body whose signature is missing or wrong.
     *
     * @param header where the signature is, in hex, alone or as {@code sha256=<hex>}
     * @param secret the environment variable that holds the secret; while it is not set, nothing gets in
     */
    public void check(Exchange exchange, String header, String secret) {
        String key = environment.apply(secret);
        if (key == null || key.isEmpty()) {
            throw new IllegalStateException("the environment variable " + secret + " is not set");
        }
        String given = exchange.getMessage().getHeader(header, "", String.class);
        String hex = given.startsWith("sha256=") ? given.substring("sha256=".length()) : given;
        byte[] right = HexFormat.of()
                .formatHex(sign(RequestBody.of(exchange.getMessage()), key))
                .getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(right, hex.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))) {
            throw Refusal.of(
                    Reason.UNAUTHENTICATED,
                    "the signature in " + header + " is missing or wrong",
                    Map.of("challenge", "Signature"));
        }
    }

    private static byte[] sign(byte[] body, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
