package dev.drover.identity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Values by key, each until its own end, and no more than so many: the oldest goes. Safe for any number of threads. */
public final class Remembered<T> {
    private record Held<T>(T value, Instant end) {}

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Held<T>> held;

    public Remembered(int most, InstantSource clock) {
        this.clock = clock;
        this.held = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Held<T>> eldest) {
                return size() > most;
            }
        };
    }

    public @Nullable T find(String key) {
        lock.lock();
        try {
            Held<T> found = held.get(key);
            return found == null || !clock.instant().isBefore(found.end()) ? null : found.value();
        } finally {
            lock.unlock();
        }
    }

    public void keep(String key, T value, Instant end) {
        lock.lock();
        try {
            held.remove(key);
            held.put(key, new Held<>(value, end));
        } finally {
            lock.unlock();
        }
    }
}
