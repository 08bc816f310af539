package dev.drover.adapter.rocksdb;

import dev.drover.refusal.StoreUnavailable;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * One caller's part of a group: {@link #stage} decides and writes into the batch, {@link #committed} tells what is now
 * true. Both run on the writer's thread; the caller waits in {@link #await}.
 */
abstract class Commit {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private enum Outcome {
        DONE,
        DECLINED,
        FAILED,
        LATE
    }

    private final Thread caller = Thread.currentThread();
    private final long since = System.nanoTime();
    private boolean staged;
    private volatile @Nullable Outcome outcome;
    private @Nullable Throwable failure;

    /** A commit that writes nothing. */
    static Commit nothing() {
        return new Commit() {
            @Override
            boolean durable() {
                return false;
            }

            @Override
            boolean stage(Batch batch) {
                return true;
            }
        };
    }

    /** Whether what it writes must be on the disk before the caller goes on. */
    abstract boolean durable();

    /** Writes into the batch; false if it declines, and then it has written nothing. */
    abstract boolean stage(Batch batch) throws RocksDBException;

    /** Follows a staged commit when its batch is written. */
    void committed() {}

    /** Follows {@link #committed}, when the caller knows. */
    void announce() {}

    /** Roughly how much it adds to its group, in bytes. */
    int size() {
        return 0;
    }

    final void prepare(Batch batch) throws RocksDBException {
        staged = stage(batch);
    }

    final boolean isStaged() {
        return staged;
    }

    final void finish() {
        outcome = staged ? Outcome.DONE : Outcome.DECLINED;
    }

    final void wake() {
        LockSupport.unpark(caller);
    }

    final void fail(Throwable cause) {
        failure = cause;
        outcome = Outcome.FAILED;
        LockSupport.unpark(caller);
    }

    /**
     * Whether it was committed rather than declined. An interrupt does not cut the wait short, since nobody would know
     * then what became of the write; it is kept for later.
     */
    final boolean await() {
        boolean interrupted = false;
        while (outcome == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.interrupt();
        }
        return switch (Objects.requireNonNull(outcome)) {
            case DONE -> true;
            case DECLINED -> false;
            case FAILED -> throw new StoreUnavailable("the store cannot write now", Objects.requireNonNull(failure));
            case LATE ->
                throw new StoreUnavailable("the store did not finish a write within " + PATIENCE.toSeconds() + " s");
        };
    }

    /** Lets the caller go, from any thread, when it has waited for long enough. */
    final void expire() {
        if (outcome == null && System.nanoTime() - since > PATIENCE.toNanos()) {
            outcome = Outcome.LATE;
            wake();
        }
    }
}
