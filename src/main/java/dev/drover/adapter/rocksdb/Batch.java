package dev.drover.adapter.rocksdb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What one group writes, all or nothing. Later commits of the group see by {@link #sequences} and {@link #values} what
 * earlier ones of it will have written. For the writer's thread.
 */
final class Batch implements AutoCloseable {
    final Handles handles;
    final Map<String, Long> sequences = new HashMap<>();
    final Map<String, Optional<byte[]>> values = new HashMap<>();
    private final WriteBatch writes = new WriteBatch();

    Batch(Handles handles) {
        this.handles = handles;
    }

    void put(ColumnFamilyHandle family, byte[] key, byte[] value) throws RocksDBException {
        writes.put(family, key, value);
    }

    void delete(ColumnFamilyHandle family, byte[] key) throws RocksDBException {
        writes.delete(family, key);
    }

    /** For a key that was put once since it was last deleted: the two then vanish together, early. */
    void deleteOnce(ColumnFamilyHandle family, byte[] key) throws RocksDBException {
        writes.singleDelete(family, key);
    }

    void write(boolean sync) throws RocksDBException {
        if (writes.count() > 0) {
            handles.database.write(sync ? handles.synced : handles.unsynced, writes);
        }
    }

    @Override
    public void close() {
        writes.close();
    }
}
