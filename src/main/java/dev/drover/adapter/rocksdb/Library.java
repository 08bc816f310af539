package dev.drover.adapter.rocksdb;

import dev.drover.refusal.StoreUnavailable;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.rocksdb.RocksDB;

/** RocksDB's native library, loaded once in a process; where that fails, it has failed for good, and says so at once. */
final class Library {
    private static final FutureTask<?> LOADING = new FutureTask<>(RocksDB::loadLibrary, null);

    private Library() {}

    /** Begins on a thread of its own; what is wrong is told by {@link #require}. */
    static void prepare() {
        Thread.ofPlatform().daemon().name("rocksdb-library").start(LOADING);
    }

    /** Waits until it is loaded; a {@code StoreUnavailable} says why it cannot be. */
    static void require() {
        LOADING.run(); // which does nothing where it was begun before
        try {
            LOADING.get();
        } catch (ExecutionException e) {
            // a container's /tmp is often mounted so that nothing in it can be run
            throw new StoreUnavailable(
                    "RocksDB's library cannot be loaded: the folder for temporary files, or the one that"
                            + " ROCKSDB_SHAREDLIB_DIR names, must be writable and not mounted noexec ("
                            + Objects.requireNonNull(e.getCause()).getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("RocksDB's library was not loaded before somebody had enough of waiting");
        }
    }
}
