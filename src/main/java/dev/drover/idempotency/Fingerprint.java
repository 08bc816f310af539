package dev.drover.idempotency;

import dev.drover.message.Message;
import dev.drover.message.Part;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of what a message says: all of it but its id, which a gateway may give anew to a repeat. The order of
 * an object's members and the way in which a number is written make no difference.
 */
final class Fingerprint {
    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    static String of(Message message) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(message);
        return HexFormat.of().formatHex(fingerprint.digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void add(Message message) {
        text(message.role().name());
        value(message.contextId());
        value(message.taskId());
        value(message.metadata());
        value(message.extensions());
        value(message.referenceTaskIds());
        message.parts().forEach(this::add);
    }

    private void add(Part part) {
        switch (part.content()) {
            case Part.Content.Text(String text) -> tagged('t', text.getBytes(StandardCharsets.UTF_8));
            case Part.Content.Raw raw -> tagged('r', raw.bytes().toArray());
            case Part.Content.Url(String url) -> tagged('u', url.getBytes(StandardCharsets.UTF_8));
            case Part.Content.Data data -> {
                digest.update((byte) 'd');
                value(data.value());
            }
        }
        value(part.filename());
        value(part.mediaType());
        value(part.metadata());
    }

    /** Each value is its kind, its length, and its bytes or members, so that no two values read the same. */
    private void value(@Nullable Object value) {
        switch (value) {
            case null -> tagged('0', new byte[0]);
            case Map<?, ?> object -> object(object);
            case List<?> list -> {
                counted('[', list.size());
                list.forEach(this::value);
            }
            case Number number -> tagged('n', number(number).getBytes(StandardCharsets.UTF_8));
            case Boolean claim -> tagged('b', claim.toString().getBytes(StandardCharsets.UTF_8));
            default -> text(value.toString());
        }
    }

    private void object(Map<?, ?> object) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        object.forEach((name, member) -> sorted.put(String.valueOf(name), member));
        counted('{', sorted.size());
        sorted.forEach((name, member) -> {
            text(name);
            value(member);
        });
    }

    /** One form for 1, 1.0 and 1e0, whatever type the codec chose for it. */
    private static String number(Number number) {
        BigDecimal decimal =
                switch (number) {
                    case BigDecimal big -> big;
                    case BigInteger big -> new BigDecimal(big);
                    default -> parsed(number.toString());
                };
        return decimal == null
                ? number.toString()
                : decimal.stripTrailingZeros().toString();
    }

    private static @Nullable BigDecimal parsed(String number) {
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void text(String text) {
        tagged('s', text.getBytes(StandardCharsets.UTF_8));
    }

    private void tagged(char kind, byte[] bytes) {
        counted(kind, bytes.length);
        digest.update(bytes);
    }

    private void counted(char kind, int size) {
        digest.update(ByteBuffer.allocate(5).put((byte) kind).putInt(size).flip());
    }
}
