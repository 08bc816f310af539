package dev.drover.idempotency;

import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who was first with an idempotency key: of all requests of one caller with one key, the first one's task is the
 * task of all. Atomic across replicas, and safe for any number of threads, as the store is.
 */
public final class Claims {
    private static final String HEADER = "Idempotency-Key";
    private static final int ATTEMPTS = 5;

    private final StateStore store;
    private final Duration expiry;

    /**
     * Claims that are remembered for a time.
     *
     * @param expiry after this time a key is free again
     */
    public Claims(StateStore store, Duration expiry) {
        if (expiry.isNegative() || expiry.isZero()) {
            throw new IllegalArgumentException("expiry is a positive time, not " + expiry);
        }
        this.store = store;
        this.expiry = expiry;
    }

    /**
     * Claims the key for this message: the caller's first claim opens a new task, a repeat gets the first one's.
     * A key with spaces, control characters or more than 255 characters is refused, and so is one that came with
     * another message.
     */
    public Claim claim(Caller caller, String key, Message message, Supplier<String> newTaskId) {
        if (!key.matches("[!-~]{1,255}")) {
            throw Refusal.invalid(new Violation(HEADER, "is 1 to 255 visible ASCII characters"));
        }
        String place = place(caller, key);
        Held mine = new Held(newTaskId.get(), Fingerprint.of(message));
        for (int i = 0; i < ATTEMPTS; i++) {
            if (store.claim(place, mine.encode(), expiry)) {
                return new Claim(mine.taskId(), true);
            }
            Optional<byte[]> value = store.get(place);
            if (value.isPresent()) {
                return repeat(Held.decode(value.get()), mine);
            }
            // It expired between the two: the key is free again.
        }
        throw Refusal.retryLater(
                Reason.UNAVAILABLE, "the idempotency key cannot be claimed now; send it again", Duration.ofSeconds(1));
    }

    private static Claim repeat(Held theirs, Held mine) {
        if (!theirs.fingerprint().equals(mine.fingerprint())) {
            throw Refusal.invalid(
                    new Violation(HEADER, "came with another message before; use a new key for this one"));
        }
        return new Claim(theirs.taskId(), false);
    }

    /** Hashed, so that it is short and safe whatever callers and keys are made of; the length keeps the two apart. */
    private static String place(Caller caller, String key) {
        String both = caller.name().length() + ":" + caller.name() + key;
        MessageDigest digest = Fingerprint.sha256();
        return "idempotency:" + HexFormat.of().formatHex(digest.digest(both.getBytes(StandardCharsets.UTF_8)));
    }
}
