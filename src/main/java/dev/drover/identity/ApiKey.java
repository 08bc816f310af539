package dev.drover.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key that stands for a caller, known by its hash only. Keys are long and random, so a plain hash protects them.
 *
 * @param hash SHA-256 of the key's UTF-8 bytes
 * @param expires the first moment at which it is not taken any more; absent for a key that stays
 */
public record ApiKey(
        String name, byte[] hash, Caller caller, @Nullable Instant expires) {
    private static final String PREFIX = "sha256:";

    public ApiKey {
        hash = hash.clone();
    }

    /** Reads {@code sha256:<64 hexadecimal digits>}. */
    public static byte[] readHash(String text) {
        if (!text.matches(PREFIX + "[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256: and the 64 hexadecimal digits of the key's SHA-256");
        }
        return HexFormat.of().parseHex(text, PREFIX.length(), text.length());
    }

    public static byte[] hashOf(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes the same time for every key that is presented. */
    boolean matches(byte[] presented) {
        return MessageDigest.isEqual(hash, presented);
    }

    boolean expiredAt(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** The hash does not show. */
    @Override
    public String toString() {
        return "ApiKey[" + name + "]";
    }
}
