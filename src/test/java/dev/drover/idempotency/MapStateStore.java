package dev.drover.idempotency;

import dev.drover.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/** Values in a map, with a clock that the test moves. */
final class MapStateStore implements StateStore {
    private record Kept(byte[] value, Instant until) {}

    private final TreeMap<String, Kept> values = new TreeMap<>();
    private Instant now = Instant.EPOCH;
    private int vanishing;

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    /** Lets values expire just before each of the next reads. */
    synchronized void vanishBeforeReads(int reads) {
        vanishing = reads;
    }

    synchronized String onlyKey() {
        if (values.size() != 1) {
            throw new AssertionError("there are " + values.keySet());
        }
        return values.firstKey();
    }

    @Override
    public synchronized Optional<byte[]> get(String key) {
        if (vanishing > 0) {
            vanishing--;
            return Optional.empty();
        }
        return Optional.ofNullable(values.get(key))
                .filter(kept -> now.isBefore(kept.until()))
                .map(Kept::value);
    }

    @Override
    public synchronized void put(String key, byte[] value, Duration expiry) {
        values.put(key, new Kept(value.clone(), now.plus(expiry)));
    }

    @Override
    public synchronized void remove(String key) {
        values.remove(key);
    }

    @Override
    public synchronized boolean claim(String key, byte[] value, Duration expiry) {
        Kept kept = values.get(key);
        if (kept != null && now.isBefore(kept.until())) {
            return false;
        }
        put(key, value, expiry);
        return true;
    }

    @Override
    public synchronized boolean replace(String key, byte[] expected, byte[] value, Duration expiry) {
        boolean same = get(key).filter(known -> Arrays.equals(known, expected)).isPresent();
        if (same) {
            put(key, value, expiry);
        }
        return same;
    }

    @Override
    public int sweep(int limit) {
        return 0;
    }
}
