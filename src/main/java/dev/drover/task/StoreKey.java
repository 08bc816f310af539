package dev.drover.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name that callers or agents have chosen, as any store can hold and index it: NUL, backslashes and surrogates are
 * escaped, and the end of a very long name is hashed. Different names stay different.
 */
public final class StoreKey {
    private static final int LONGEST = 300;

    private StoreKey() {}

    public static String of(String name) {
        String key = name.chars().allMatch(StoreKey::plain) ? name : escaped(name);
        return key.length() <= LONGEST ? key : key.substring(0, LONGEST / 2) + "\\#" + hash(key);
    }

    private static boolean plain(int unit) {
        return unit != 0 && unit != '\\' && !Character.isSurrogate((char) unit);
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            escaped.append(plain(unit) ? String.valueOf(unit) : String.format("\\%04x", (int) unit));
        }
        return escaped.toString();
    }

    private static String hash(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
