package dev.drover.idempotency;

import dev.drover.state.StateStore;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A state store from which values vanish just before they are read, as often as a test says. */
final class ForgetfulStateStore implements StateStore {
    private final StateStore values;
    private final Set<String> claimed = new TreeSet<>();
    private int vanishing;

    ForgetfulStateStore(StateStore values) {
        this.values = values;
    }

    synchronized void vanishBeforeReads(int reads) {
        vanishing = reads;
    }

    /** The keys that somebody has claimed or tried to. */
    synchronized Set<String> claimed() {
        return Set.copyOf(claimed);
    }

    @Override
    public synchronized Optional<byte[]> get(String key) {
        if (vanishing > 0) {
            vanishing--;
            return Optional.empty();
        }
        return values.get(key);
    }

    @Override
    public void put(String key, byte[] value, Duration expiry) {
        values.put(key, value, expiry);
    }

    @Override
    public void remove(String key) {
        values.remove(key);
    }

    @Override
    public synchronized boolean claim(String key, byte[] value, Duration expiry) {
        claimed.add(key);
        return values.claim(key, value, expiry);
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration expiry) {
        return values.replace(key, expected, value, expiry);
    }

    @Override
    public int sweep(int limit) {
        return values.sweep(limit);
    }
}
