package dev.drover.wiring;

import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.lease.Lease;
import dev.drover.lease.Replicas;
import dev.drover.settings.Durations;
import dev.drover.settings.Settings;
import dev.drover.state.StateStore;
import dev.drover.task.Ids;
import java.time.Clock;
import java.time.Duration;

/**
 * The lease of this replica, and who else there is. Where no other process can open the store, leases are in memory and
 * never run out: a process that is gone has none, so what it left is taken up at once by the next.
 */
record Leases(Lease own, Replicas replicas) {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final Duration LEAST = Duration.ofSeconds(1);

    static Leases of(Settings settings, Stores stores, Clock clock) {
        Duration expiry = settings.parse("store.lease", "10s", Leases::expiry);
        StateStore store = stores.shared() ? stores.state() : new MemoryStateStore(clock);
        Lease own = new Lease(store, Ids.next(), stores.shared() ? expiry : FOR_EVER, System::nanoTime);
        return new Leases(own, new Replicas(store));
    }

    private static Duration expiry(String text) {
        Duration expiry = Durations.time(text);
        if (expiry.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("at least 1s");
        }
        return expiry;
    }
}
