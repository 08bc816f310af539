package dev.drover.adapter.rocksdb;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.identity.Scope;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Change;
import dev.drover.task.Samples;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class StoredFormatTest {
    private static final byte[] FORMAT = "format".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void refusesANewerFormatAndLeavesItClosed() throws Exception {
        write("3");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("newer Drover")
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void listsTheTasksOfAFormatThatHadNoEntriesOfOwners() throws Exception {
        Task waiting;
        Task going;
        Task ended;
        try (RocksTaskStore store = open()) {
            waiting = waiting(store, "t1", 1);
            going = appended(store, Samples.state(waiting(store, "t2", 2), TaskState.WORKING, NOON.plusSeconds(3)));
            ended = appended(store, Samples.end(opened(store, "t3"), TaskState.COMPLETED, NOON.plusSeconds(4)));
        }
        withoutOwners();

        try (RocksTaskStore store = open()) {
            assertThat(store.list(Scope.of(ALICE), Samples.all(10)).tasks()).containsExactly(ended, going, waiting);
            appended(store, Samples.end(going, TaskState.COMPLETED, NOON.plusSeconds(5)));
            appended(store, Samples.end(waiting, TaskState.COMPLETED, NOON.plusSeconds(6)));
            assertThat(store.list(Scope.of(ALICE), Samples.all(10)).total()).isEqualTo(3);
            assertThat(store.purge(Instant.MAX, 0, 10)).isEqualTo(3);
        }
        try (Handles handles = Handles.open(folder);
                Scan scan = new Scan(handles, handles.index, new byte[0], Keys.END)) {
            assertThat(handles.database.get(FORMAT)).asString(UTF_8).isEqualTo("1");
            assertThat(scan.valid()).isFalse();
        }
    }

    private void withoutOwners() throws RocksDBException {
        try (Handles handles = Handles.open(folder)) {
            handles.database.deleteRange(handles.index, new byte[] {'o'}, new byte[] {'o' + 1});
        }
        write("2");
    }

    private void write(String format) throws RocksDBException {
        try (Handles handles = Handles.open(folder)) {
            handles.database.put(FORMAT, format.getBytes(UTF_8));
        }
    }

    private RocksTaskStore open() {
        return new RocksTaskStore(RocksDb.open(folder, false), new JsonTaskCodec(), 1 << 20);
    }

    private static Task waiting(RocksTaskStore store, String id, int second) {
        return appended(store, Samples.state(opened(store, id), TaskState.INPUT_REQUIRED, NOON.plusSeconds(second)));
    }

    private static Task opened(RocksTaskStore store, String id) {
        return appended(store, Samples.open(id, ALICE, "c1", NOON));
    }

    private static Task appended(RocksTaskStore store, Change change) {
        assertThat(store.append(change)).isTrue();
        return change.after();
    }
}
