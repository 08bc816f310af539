package dev.drover.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** A state store in memory whose values expire by the test's clock. */
public final class FakeStateStore implements StateStore {
    private record Entry(byte[] value, Instant expiresAt) {}

    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;

    public FakeStateStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(entries.get(key)).filter(this::isAlive).map(entry -> entry.value()
                .clone());
    }

    @Override
    public void put(String key, byte[] value, Duration expiry) {
        entries.put(key, entry(value, expiry));
    }

    @Override
    public void remove(String key) {
        entries.remove(key);
    }

    @Override
    public boolean claim(String key, byte[] value, Duration expiry) {
        Entry mine = entry(value, expiry);
        return entries.compute(key, (name, there) -> isAlive(there) ? there : mine) == mine;
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration expiry) {
        Entry mine = entry(value, expiry);
        return entries.computeIfPresent(
                        key, (name, there) -> isAlive(there) && Arrays.equals(there.value(), expected) ? mine : there)
                == mine;
    }

    private Entry entry(byte[] value, Duration expiry) {
        if (!expiry.isPositive()) {
            throw new IllegalArgumentException("an expiry is a positive time, not " + expiry);
        }
        return new Entry(value.clone(), clock.instant().plus(expiry));
    }

    private boolean isAlive(@Nullable Entry entry) {
        return entry != null && entry.expiresAt().isAfter(clock.instant());
    }

    @Override
    public int sweep(int limit) {
        return 0;
    }
}
