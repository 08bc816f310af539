package dev.drover.wiring;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.adapter.memory.MemoryTaskStore;
import dev.drover.adapter.rocksdb.RocksDb;
import dev.drover.state.StateStore;
import dev.drover.task.TaskStore;
import java.nio.file.Path;
import java.time.Clock;

/** The two ports on one store, chosen by {@code store.url}. Closing it closes the store. */
record Stores(TaskStore tasks, StateStore state, AutoCloseable whole) implements AutoCloseable {
    static Stores open(Settings settings, Path folder, Clock clock) {
        String url = settings.text("store.url", "rocksdb:./data/drover");
        String scheme = url.split(":", 2)[0];
        return switch (scheme) {
            case "memory" -> {
                MemoryTaskStore tasks = new MemoryTaskStore();
                yield new Stores(tasks, new MemoryStateStore(clock), tasks);
            }
            case "rocksdb" -> {
                Path path = folder.resolve(url.substring("rocksdb:".length()));
                RocksDb database = RocksDb.open(path, settings.truth("store.sync", "true"), new JsonTaskCodec(), clock);
                yield new Stores(database.tasks(), database.state(), database);
            }
            default ->
                throw new InvalidSetting("store.url is " + scheme + ":..., but must begin with rocksdb: or memory:");
        };
    }

    @Override
    public void close() throws Exception {
        whole.close();
    }
}
