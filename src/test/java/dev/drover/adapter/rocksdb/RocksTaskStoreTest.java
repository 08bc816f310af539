package dev.drover.adapter.rocksdb;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskStore;
import dev.drover.task.TaskStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RocksTaskStoreTest extends TaskStoreContract {
    @TempDir
    Path folder;

    @Override
    protected TaskStore openStore() {
        return new RocksTaskStore(RocksDb.open(folder, false), new JsonTaskCodec(), 32 << 20);
    }
}
