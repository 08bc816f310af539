package dev.drover.limits;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So many places on this replica, in all and for one: who finds none is refused, nobody waits.
 *
 * <p>Threads: any; the counts are under one lock, held for a moment.
 */
public final class Places {
    private static final Duration LATER = Duration.ofSeconds(1);

    private final String what;
    private final int most;
    private final int mostOfOne;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> byHolder = new HashMap<>();
    private int taken;

    /**
     * Places of which none is taken.
     *
     * @param what the places are for, in the plural; refusals say it
     * @param most in all
     * @param mostOfOne for one holder
     */
    public Places(String what, int most, int mostOfOne) {
        this.what = what;
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * A place for this holder; a refusal if it has all of its own, or if there is none left.
     *
     * @param holder empty for nobody in particular, of whom there may be as many as there are places
     */
    public Permit enter(String holder) {
        lock.lock();
        try {
            if (!holder.isEmpty() && byHolder.getOrDefault(holder, 0) >= mostOfOne) {
                throw Refusal.retryLater(
                        Reason.OVER_LIMIT,
                        "your limit of " + mostOfOne + " " + what + " at once is reached; come back later",
                        LATER);
            }
            if (taken >= most) {
                throw Refusal.retryLater(
                        Reason.UNAVAILABLE,
                        "there are " + most + " " + what + " at once, and no more are taken; come back later",
                        LATER);
            }
            return take(holder);
        } finally {
            lock.unlock();
        }
    }

    /** A place over every limit, for what was accepted before. */
    public Permit occupy(String holder) {
        lock.lock();
        try {
            return take(holder);
        } finally {
            lock.unlock();
        }
    }

    private Permit take(String holder) {
        taken++;
        byHolder.merge(holder, 1, Integer::sum);
        return new Permit(() -> giveBack(holder));
    }

    private void giveBack(String holder) {
        lock.lock();
        try {
            taken--;
            byHolder.computeIfPresent(holder, (key, count) -> count == 1 ? null : count - 1);
        } finally {
            lock.unlock();
        }
    }

    /** How many are taken now. */
    public int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
