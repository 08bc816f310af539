package dev.drover.wiring;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.adapter.memory.MemoryTaskStore;
import dev.drover.adapter.rocksdb.RocksDb;
import dev.drover.adapter.rocksdb.RocksStateStore;
import dev.drover.adapter.rocksdb.RocksTaskStore;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.state.StateStore;
import dev.drover.task.TaskStore;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The two ports on one store, chosen by {@code store.url}. Closing it closes the store.
 */
record Stores(TaskStore tasks, StateStore state, AutoCloseable whole) implements AutoCloseable {
    /** Bytes of recent tasks that an embedded store keeps at hand. */
    private static final long RECENT = 64 << 20;

    static Stores open(Settings settings, Path folder, Clock clock) {
        String url = settings.text("store.url", "rocksdb:./data/drover");
        String scheme = url.substring(0, Math.max(0, url.indexOf(':')));
        return switch (scheme) {
            case "memory" -> {
                MemoryTaskStore tasks = new MemoryTaskStore();
                MemoryStateStore state = new MemoryStateStore(clock);
                yield new Stores(tasks, state, tasks);
            }
            case "rocksdb" -> {
                Path path = folder.resolve(url.substring("rocksdb:".length())).normalize();
                RocksDb database = RocksDb.open(path, settings.truth("store.sync", "true"));
                RocksStateStore state = new RocksStateStore(database, clock);
                yield new Stores(new RocksTaskStore(database, new JsonTaskCodec(), RECENT), state, database);
            }
            default -> throw new InvalidSetting("store.url must begin with rocksdb: or memory:");
        };
    }

    @Override
    public void close() throws Exception {
        whole.close();
    }
}
