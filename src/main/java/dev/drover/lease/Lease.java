package dev.drover.lease;

import dev.drover.refusal.StoreUnavailable;
import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One replica's sign of life: a key in the state repository that expires unless it is renewed. While the key is there
 * nobody takes over what the replica works on.
 *
 * <p>Threads: one at a time renews, any number ask. Time is measured here from before the store was asked, and by a clock that
 * also runs while the process is stopped, so the replica never takes its lease for longer than the others do.
 */
public final class Lease {
    private static final byte[] ALIVE = "1".getBytes(StandardCharsets.UTF_8);

    private final StateStore store;
    private final String replica;
    private final Duration expiry;
    private final LongSupplier nanos;
    private volatile long until;
    private volatile long judgesFrom;
    private boolean renewed;
    private boolean trouble;

    /**
     * A lease that is not held yet.
     *
     * @param replica new at every start of a process
     * @param nanos as {@link System#nanoTime}
     */
    public Lease(StateStore store, String replica, Duration expiry, LongSupplier nanos) {
        this.store = store;
        this.replica = replica;
        this.expiry = expiry;
        this.nanos = nanos;
        until = nanos.getAsLong();
        judgesFrom = until;
    }

    /** Under which key a replica's lease stands. */
    static String key(String replica) {
        return "lease/" + replica;
    }

    public String replica() {
        return replica;
    }

    /** How often it is to be renewed. */
    public Duration pace() {
        return expiry.dividedBy(3);
    }

    /** Whether no other replica can hold this one for dead now. */
    public boolean held() {
        return until - nanos.getAsLong() > 0;
    }

    /** Stops whoever would take something on while the replica may be held for dead. */
    public void require() {
        if (!held()) {
            throw new StoreUnavailable("the lease of this replica has run out and could not be renewed yet");
        }
    }

    /**
     * Whether a missing lease of another replica is a sign of its death. It is not while this replica itself has just
     * come back: what kept this one from renewing, a store that was away, may have kept the other one too.
     */
    public boolean judges() {
        return held() && judgesFrom - nanos.getAsLong() <= 0;
    }

    /** Takes it or renews it; false if it was not there, so that others may have taken over tasks in the meantime. */
    public boolean renew() {
        long asked = nanos.getAsLong();
        boolean troubled = trouble;
        trouble = true;
        boolean kept = store.replace(key(replica), ALIVE, ALIVE, expiry);
        if (!kept) {
            store.put(key(replica), ALIVE, expiry);
        }
        trouble = false;
        if (troubled || !kept && renewed) {
            judgesFrom = asked + pace().toNanos();
        }
        renewed = true;
        until = asked + expiry.toNanos();
        return kept;
    }

    /** Lets the others have the tasks of this replica at once. */
    public void release() {
        until = nanos.getAsLong();
        store.remove(key(replica));
    }
}
