package dev.drover.adapter.rocksdb;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.Change;
import dev.drover.task.Samples;
import dev.drover.task.TaskState;
import java.nio.file.Path;

/** A process that appends until it is killed, and tells on its output what was acknowledged: id and sequence number. */
final class CrashingStore {
    private CrashingStore() {}

    public static void main(String[] args) {
        RocksTaskStore store = new RocksTaskStore(RocksDb.open(Path.of(args[0]), true), new JsonTaskCodec(), 1 << 20);
        for (int caller = 0; caller < 16; caller++) {
            String prefix = "t" + caller + "-";
            Thread.ofPlatform().start(() -> {
                for (int i = 0; ; i++) {
                    Change open = Samples.open(prefix + i, Samples.ALICE, "c1", Samples.NOON.plusSeconds(i));
                    append(store, open);
                    append(store, Samples.end(open.after(), TaskState.COMPLETED, Samples.NOON.plusSeconds(i)));
                }
            });
        }
    }

    private static void append(RocksTaskStore store, Change change) {
        if (store.append(change)) {
            System.out.println(change.taskId() + " " + change.after().sequence());
        }
    }
}
