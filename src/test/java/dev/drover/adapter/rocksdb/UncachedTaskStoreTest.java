package dev.drover.adapter.rocksdb;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskStore;
import dev.drover.task.TaskStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The same where nothing is kept in memory, so that every read comes from the disk. */
class UncachedTaskStoreTest extends TaskStoreContract {
    @TempDir
    Path folder;

    @Override
    protected TaskStore openStore() {
        return new RocksTaskStore(RocksDb.open(folder, false), new JsonTaskCodec(), 0);
    }
}
