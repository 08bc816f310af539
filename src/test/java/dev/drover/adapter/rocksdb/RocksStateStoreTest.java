package dev.drover.adapter.rocksdb;

import dev.drover.state.MovingClock;
import dev.drover.state.StateStore;
import dev.drover.state.StateStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class RocksStateStoreTest extends StateStoreContract {
    @TempDir
    Path folder;

    private RocksDb database;

    @Override
    protected StateStore openStore(MovingClock clock) {
        database = RocksDb.open(folder, false);
        return new RocksStateStore(database, clock);
    }

    @AfterEach
    void closeTheDatabase() {
        database.close();
    }
}
