package dev.drover.adapter.micrometer;

import dev.drover.state.StateStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** A state repository whose operations are timed. */
public final class MeasuredStateStore implements StateStore {
    private final StateStore store;
    private final StoreMeters get;
    private final StoreMeters put;
    private final StoreMeters remove;
    private final StoreMeters claim;
    private final StoreMeters replace;
    private final StoreMeters sweep;

    public MeasuredStateStore(StateStore store, MeterRegistry registry) {
        this.store = store;
        get = new StoreMeters(registry, "state-get");
        put = new StoreMeters(registry, "state-put");
        remove = new StoreMeters(registry, "state-remove");
        claim = new StoreMeters(registry, "state-claim");
        replace = new StoreMeters(registry, "state-replace");
        sweep = new StoreMeters(registry, "state-sweep");
    }

    @Override
    public Optional<byte[]> get(String key) {
        return get.measure(() -> store.get(key));
    }

    @Override
    public void put(String key, byte[] value, Duration expiry) {
        put.measure(() -> {
            store.put(key, value, expiry);
            return true;
        });
    }

    @Override
    public void remove(String key) {
        remove.measure(() -> {
            store.remove(key);
            return true;
        });
    }

    @Override
    public boolean claim(String key, byte[] value, Duration expiry) {
        return claim.measure(() -> store.claim(key, value, expiry));
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration expiry) {
        return replace.measure(() -> store.replace(key, expected, value, expiry));
    }

    @Override
    public int sweep(int limit) {
        return sweep.measure(() -> store.sweep(limit));
    }
}
