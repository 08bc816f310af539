package dev.drover.adapter.rocksdb;

import dev.drover.refusal.StoreUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The database of the embedded stores: opens it, commits in groups, opens it anew after a failed write, closes it.
 *
 * <p>Reads run on their caller's thread and share the gate; all writes run on one thread, which alone closes and opens
 * the database, with the gate for itself. After a failed write nobody knows what reached the disk, so nothing is written
 * until the database is opened anew and has told; that is tried when there is space again, at most once a second. Until
 * then reads go on where they can, and writes end at once with {@code StoreUnavailable}.
 */
public final class RocksDb implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RocksDb.class.getName());
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int WOKEN_HERE = 4;

    private final Path folder;
    private final boolean sync;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final List<Runnable> whenReopened = new CopyOnWriteArrayList<>();
    private final GroupWriter writer;
    private volatile @Nullable Handles handles;
    private @Nullable Throwable broken;
    private long triedAt;
    private boolean closed;

    private RocksDb(Path folder, boolean sync) {
        this.folder = folder;
        this.sync = sync;
        handles = Handles.open(folder);
        writer = new GroupWriter(this::write);
    }

    /** Loads RocksDB's native library on a thread of its own; {@link #open} waits for it, or tells what is wrong with it. */
    public static void prepare() {
        Library.prepare();
    }

    /**
     * Opens the database, making it when there is none.
     *
     * @param sync whether a commit is on the disk when it returns, or only safe from the end of this process
     * @throws StoreUnavailable when it is in use, cannot be written, or is of a newer format
     */
    public static RocksDb open(Path folder, boolean sync) {
        return new RocksDb(folder, sync);
    }

    /** What the reading gives; it must not keep the handles. */
    <T extends @Nullable Object> T read(Reading<T> reading) {
        gate.readLock().lock();
        try {
            Handles open = handles;
            if (open == null) {
                writer.submit(Commit.nothing()); // it opens the database again, when that failed before
                throw new StoreUnavailable("the store in " + folder + " is not open now");
            }
            return reading.from(open);
        } catch (RocksDBException e) {
            throw new StoreUnavailable("the store in " + folder + " cannot be read", e);
        } finally {
            gate.readLock().unlock();
        }
    }

    /** True if it was committed, false if it declined. */
    boolean commit(Commit commit) {
        return writer.commit(commit);
    }

    /** Runs on the writer's thread after the database was opened anew, before anything else is written. */
    void whenReopened(Runnable reload) {
        whenReopened.add(reload);
    }

    private void write(List<Commit> group) {
        try (Batch batch = new Batch(usable())) {
            stage(group, batch);
        } catch (RuntimeException e) {
            group.forEach(commit -> commit.fail(e));
            return;
        }
        for (Commit commit : group) {
            if (commit.isStaged()) {
                commit.committed();
            }
        }
        group.forEach(Commit::finish);
        // From a virtual thread it is cheap to wake others; from this one, each would signal a carrier.
        if (group.size() < WOKEN_HERE) {
            tell(group);
        } else {
            Thread.startVirtualThread(() -> tell(group));
        }
    }

    private void tell(List<Commit> group) {
        group.forEach(Commit::wake);
        group.forEach(this::announce);
    }

    private void stage(List<Commit> group, Batch batch) {
        try {
            boolean durable = false;
            for (Commit commit : group) {
                commit.prepare(batch);
                durable |= commit.isStaged() && commit.durable();
            }
            batch.write(sync && durable);
        } catch (RocksDBException | RuntimeException | Error e) {
            broken = e;
            LOG.log(System.Logger.Level.ERROR, "a write to the store in " + folder + " failed", e);
            throw new StoreUnavailable("a write to the store in " + folder + " failed", e);
        }
    }

    private void announce(Commit commit) {
        if (commit.isStaged()) {
            try {
                commit.announce();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a watcher of a task failed", e);
            }
        }
    }

    private Handles usable() {
        Throwable cause = broken;
        if (cause != null) {
            if (System.nanoTime() - triedAt < PAUSE_NANOS) {
                throw new StoreUnavailable("the last write failed; the store is tried again soon", cause);
            }
            triedAt = System.nanoTime();
            reopen();
            broken = null;
        }
        Handles open = handles;
        if (open == null) {
            throw new StoreUnavailable("the store in " + folder + " is closed");
        }
        return open;
    }

    private void reopen() {
        Space.check(folder);
        enterAlone();
        try {
            Handles old = handles;
            handles = null;
            if (old != null) {
                old.close();
            }
            handles = Handles.open(folder);
        } finally {
            gate.writeLock().unlock();
        }
        whenReopened.forEach(Runnable::run);
    }

    private void enterAlone() {
        try {
            if (!gate.writeLock().tryLock(10, TimeUnit.SECONDS)) {
                throw new StoreUnavailable("reads of the store in " + folder + " do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("the store in " + folder + " is closing", e);
        }
    }

    /** Writes what waits, then closes; closing again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!writer.close()) {
            return; // a write hangs in the operating system, and closing under it would end the process
        }
        enterAlone();
        try {
            Handles open = handles;
            handles = null;
            if (open != null) {
                open.close();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }

    interface Reading<T extends @Nullable Object> {
        T from(Handles handles) throws RocksDBException;
    }
}
