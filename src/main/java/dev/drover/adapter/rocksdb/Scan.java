package dev.drover.adapter.rocksdb;

import java.util.Arrays;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Status;

/** The entries of a key range at one point in time, in order; to be closed. For one thread. */
final class Scan implements AutoCloseable {
    private static final int STEPS = 16;

    private final Slice lower;
    private final Slice upper;
    private final ReadOptions options;
    private final RocksIterator iterator;

    /**
     * A scan that stands on the first entry of the range, and never looks at what is outside: there may be millions of
     * deleted entries.
     *
     * @param to the first key behind the range
     */
    Scan(Handles handles, ColumnFamilyHandle family, byte[] from, byte[] to) {
        this(handles, family, from, to, 0);
    }

    /**
     * A scan that also ends, until it is sought again, where more than {@code skipped} deleted entries lie in its way.
     *
     * @param skipped 0 for as many as there are
     */
    Scan(Handles handles, ColumnFamilyHandle family, byte[] from, byte[] to, int skipped) {
        lower = new Slice(from);
        upper = new Slice(to);
        options = new ReadOptions()
                .setIterateLowerBound(lower)
                .setIterateUpperBound(upper)
                .setMaxSkippableInternalKeys(skipped);
        iterator = handles.database.newIterator(family, options);
        iterator.seek(from);
    }

    boolean valid() throws RocksDBException {
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
        } catch (RocksDBException e) {
            Status status = e.getStatus();
            if (status == null || status.getCode() != Status.Code.Incomplete) {
                throw e;
            }
        }
        return false;
    }

    byte[] key() {
        return iterator.key();
    }

    byte[] value() {
        return iterator.value();
    }

    void next() {
        iterator.next();
    }

    void previous() {
        iterator.prev();
    }

    void seek(byte[] key) {
        iterator.seek(key);
    }

    /** Like {@link #next} from this key, past as many versions of it as there are. */
    void nextBehind(byte[] key) throws RocksDBException {
        next();
        if (!valid()) {
            seek(Arrays.copyOf(key, key.length + 1));
        }
    }

    /** Like {@link #seek} to a key that mostly is a few entries ahead: steps are cheaper then. */
    void forward(byte[] key) throws RocksDBException {
        for (int i = 0; i < STEPS && valid() && Arrays.compareUnsigned(key(), key) < 0; i++) {
            next();
        }
        if (!valid() || Arrays.compareUnsigned(key(), key) < 0) {
            seek(key);
        }
    }

    /** To the last entry that is not behind this key. */
    void seekBack(byte[] key) {
        iterator.seekForPrev(key);
    }

    @Override
    public void close() {
        iterator.close();
        options.close();
        upper.close();
        lower.close();
    }
}
