package dev.drover.adapter.memory;

import dev.drover.state.StateStore;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Values on the heap, gone with the process. Every write is atomic by the lock of its own map entry; reads take none.
 */
public final class MemoryStateStore implements StateStore {
    private record Entry(byte[] value, Instant expiresAt) {}

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private Iterator<Entry> sweeping = entries.values().iterator();

    public MemoryStateStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> get(String key) {
        Entry entry = entries.get(key);
        return entry == null || expired(entry) ? Optional.empty() : Optional.of(entry.value.clone());
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
        return entries.compute(key, (any, known) -> known == null || expired(known) ? mine : known) == mine;
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration expiry) {
        Entry mine = entry(value, expiry);
        return entries.computeIfPresent(key, (any, known) -> matches(known, expected) ? mine : known) == mine;
    }

    @Override
    public synchronized int sweep(int limit) {
        int gone = 0;
        for (int i = 0; i < limit; i++) {
            if (!sweeping.hasNext()) {
                sweeping = entries.values().iterator();
                break;
            }
            if (expired(sweeping.next())) {
                sweeping.remove();
                gone++;
            }
        }
        return gone;
    }

    private boolean matches(@Nullable Entry known, byte[] expected) {
        return known != null && !expired(known) && Arrays.equals(known.value, expected);
    }

    private boolean expired(Entry entry) {
        return !clock.instant().isBefore(entry.expiresAt);
    }

    private Entry entry(byte[] value, Duration expiry) {
        return new Entry(value.clone(), expiresAt(expiry));
    }

    private Instant expiresAt(Duration expiry) {
        try {
            return clock.instant().plus(expiry);
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MAX;
        }
    }
}
