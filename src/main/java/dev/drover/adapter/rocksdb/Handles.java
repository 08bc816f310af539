package dev.drover.adapter.rocksdb;

import dev.drover.refusal.StoreUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The open database. Using it after it is closed ends the process, so {@link RocksDb} guards it. */
final class Handles implements AutoCloseable {
    /** The layout of keys and values; written into a new database, and a newer one is refused. The next is 3. */
    static final int FORMAT = 1;

    /** Once written by a Drover that had no entries for all tasks of an owner; taken back to {@link #FORMAT}. */
    private static final int WITHOUT_OWNERS = 2;

    private static final byte[] FORMAT_KEY = "format".getBytes(StandardCharsets.UTF_8);

    private final Tuning tuning;
    private final List<ColumnFamilyHandle> families;
    final RocksDB database;
    final ColumnFamilyHandle events;
    final ColumnFamilyHandle index;
    final ColumnFamilyHandle state;
    final WriteOptions synced = new WriteOptions().setSync(true);
    final WriteOptions unsynced = new WriteOptions();

    private Handles(Tuning tuning, RocksDB database, List<ColumnFamilyHandle> families) {
        this.tuning = tuning;
        this.database = database;
        this.families = families;
        events = families.get(1);
        index = families.get(2);
        state = families.get(3);
    }

    static Handles open(Path folder) {
        Library.require();
        Tuning tuning = new Tuning(isDirect(folder));
        try {
            List<ColumnFamilyHandle> families = new ArrayList<>();
            List<ColumnFamilyDescriptor> descriptors = List.of(
                    family(new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8), tuning),
                    family("events", tuning),
                    family("index", tuning),
                    family("state", tuning));
            RocksDB database = RocksDB.open(tuning.database, folder.toString(), descriptors, families);
            Handles handles = new Handles(tuning, database, families);
            try {
                handles.checkFormat(folder);
            } catch (RocksDBException | RuntimeException e) {
                handles.close(); // or the next try would find it in use
                throw e;
            }
            return handles;
        } catch (RocksDBException e) {
            tuning.close();
            throw new StoreUnavailable(whyNotOpened(folder, e), e);
        }
    }

    private static boolean isDirect(Path folder) {
        try {
            Files.createDirectories(folder);
            return DirectIo.works(folder);
        } catch (IOException e) {
            throw new StoreUnavailable(
                    "the folder " + folder + " of store.url cannot be created or written; give one that can", e);
        }
    }

    private static ColumnFamilyDescriptor family(String name, Tuning tuning) {
        return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), tuning.family);
    }

    private static String whyNotOpened(Path folder, RocksDBException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("While lock file") || message.contains("lock hold")) {
            return "the store in " + folder + " (store.url) is in use by another process; stop that one,"
                    + " or give this one a folder of its own";
        }
        if (message.contains("Column families not opened")) {
            return newer(folder);
        }
        return "the store in " + folder + " (store.url) cannot be opened";
    }

    private static String newer(Path folder) {
        return "the store in " + folder + " (store.url) was written by a newer Drover than this one; run that one";
    }

    private void checkFormat(Path folder) throws RocksDBException {
        byte[] known = database.get(FORMAT_KEY);
        int format = known == null ? 0 : Integer.parseInt(new String(known, StandardCharsets.UTF_8));
        if (format > WITHOUT_OWNERS) {
            throw new StoreUnavailable(newer(folder));
        }
        if (format != FORMAT) {
            takeOver();
        }
    }

    /** From {@link #WITHOUT_OWNERS} or from nothing; in one batch, since an entry must not be put twice. */
    private void takeOver() throws RocksDBException {
        byte[] states = IndexKeys.ofOwners();
        try (Scan scan = new Scan(this, index, states, Keys.behind(states));
                WriteBatch writes = new WriteBatch()) {
            for (; scan.valid(); scan.next()) {
                writes.put(index, IndexKeys.withoutState(scan.key()), scan.value());
            }
            writes.put(FORMAT_KEY, Integer.toString(FORMAT).getBytes(StandardCharsets.UTF_8));
            database.write(synced, writes);
        }
    }

    @Override
    public void close() {
        families.forEach(ColumnFamilyHandle::close);
        database.close();
        synced.close();
        unsynced.close();
        tuning.close();
    }
}
