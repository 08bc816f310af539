package dev.drover.adapter.rocksdb;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** The entries of a key range at one point in time, in order; to be closed. For one thread. */
final class Scan implements AutoCloseable {
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
        lower = new Slice(from);
        upper = new Slice(to);
        options = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
        iterator = handles.database.newIterator(family, options);
        iterator.seek(from);
    }

    boolean valid() throws RocksDBException {
        if (iterator.isValid()) {
            return true;
        }
        iterator.status();
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
