package dev.drover.adapter.rocksdb;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.identity.Scope;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.state.StateStore;
import dev.drover.task.Change;
import dev.drover.task.Samples;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.io.BufferedReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class RocksDbTest {
    @TempDir
    Path folder;

    @Test
    void keepsEverythingOverARestart() {
        List<Task> tasks = new ArrayList<>();
        try (RocksTaskStore store = open(folder)) {
            Task rested =
                    appended(store, Samples.state(opened(store, "t1"), TaskState.INPUT_REQUIRED, NOON.plusSeconds(1)));
            tasks.add(appended(store, Samples.state(rested, TaskState.WORKING, NOON.plusSeconds(2))));
            tasks.add(appended(store, Samples.end(opened(store, "t2"), TaskState.FAILED, NOON.plusSeconds(3))));
            tasks.add(opened(store, "t3"));
        }

        try (RocksTaskStore store = open(folder)) {
            assertThat(tasks).allSatisfy(task -> assertThat(store.find(Scope.all(), task.id()))
                    .contains(task));
            assertThat(store.list(Scope.of(ALICE), Samples.all(10)).tasks())
                    .extracting(Task::id)
                    .containsExactly("t2", "t1", "t3");
            assertThat(store.unfinished("", 10)).containsExactly("t1", "t3");
            assertThat(store.events("t2", 3, 10)).hasSize(3);
            assertThat(store.purge(Instant.MAX, 0, 10)).isEqualTo(1);
        }
    }

    @Test
    void keepsNoEntryOfWhereATaskRestedTwiceInOneInstant() {
        RocksDb database = RocksDb.open(folder, false);
        try (RocksTaskStore store = new RocksTaskStore(database, new JsonTaskCodec(), 0)) {
            Task task = opened(store, "t1");
            for (int i = 0; i < 2; i++) {
                task = appended(store, Samples.state(task, TaskState.INPUT_REQUIRED, NOON));
                task = appended(store, Samples.state(task, TaskState.WORKING, NOON));
            }
            appended(store, Samples.end(task, TaskState.COMPLETED, NOON));
            byte[] waiting = IndexKeys.ofOwner(ALICE, TaskState.INPUT_REQUIRED);

            boolean left = database.<Boolean>read(handles -> {
                handles.database.compactRange(handles.index);
                try (Scan scan = new Scan(handles, handles.index, waiting, Keys.behind(waiting))) {
                    return scan.valid();
                }
            });

            assertThat(left).isFalse();
            assertThat(store.list(Scope.of(ALICE), Samples.all(10)).total()).isEqualTo(1);
        }
    }

    @Test
    void readsALongTaskFromItsSnapshot() {
        Task task;
        try (RocksTaskStore store = open(folder)) {
            task = opened(store, "t1");
            for (int i = 0; i < 40; i++) {
                task = appended(store, Samples.note(task, "note " + i));
            }
            task = appended(store, Samples.end(task, TaskState.COMPLETED, NOON.plusSeconds(1)));
            task = appended(store, Samples.note(task, "after the end"));
        }

        RocksDb database = RocksDb.open(folder, false);
        try (RocksTaskStore store = new RocksTaskStore(database, new JsonTaskCodec(), 0)) {
            Journal journal = new Journal(new JsonTaskCodec());
            assertThat(database.<Long>read(handles -> journal.snapshotAt(handles, "t1")))
                    .isEqualTo(46);
            assertThat(store.find(Scope.all(), "t1")).contains(task);
            assertThat(store.events("t1", 0, 100)).hasSize(47);
        }
    }

    @Test
    void keepsValuesOverARestart() {
        try (RocksDb database = RocksDb.open(folder, true)) {
            state(database).put("key", new byte[] {1, 2}, Duration.ofDays(1));
        }

        try (RocksDb database = RocksDb.open(folder, true)) {
            assertThat(state(database).get("key")).contains(new byte[] {1, 2});
        }
    }

    @Test
    void saysWhatIsWrongWhereItsLibraryCannotBeLoaded() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                CrashingStore.class.getName(),
                folder.toString());
        builder.environment()
                .put("ROCKSDB_SHAREDLIB_DIR", folder.resolve("missing").toString());
        Process process = builder.start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).contains("RocksDB's library cannot be loaded: the folder", "not mounted noexec");
    }

    @Test
    void losesNothingAcknowledgedWhenTheProcessIsKilled() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        CrashingStore.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<String, Long> acknowledged = new HashMap<>();
        try (BufferedReader output = process.inputReader()) {
            for (int i = 0; i < 3_000; i++) {
                acknowledge(output.readLine(), acknowledged);
            }
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("store.url");

            process.toHandle().destroyForcibly(); // the process's own method closes its output, unread
            process.waitFor();

            StringWriter rest = new StringWriter();
            output.transferTo(rest);
            String whole = rest.toString().substring(0, rest.toString().lastIndexOf('\n') + 1);
            whole.lines().forEach(line -> acknowledge(line, acknowledged));
        }
        try (RocksTaskStore store = open(folder)) {
            acknowledged.forEach((id, sequence) -> {
                Task task = store.find(Scope.all(), id).orElseThrow();
                assertThat(task.sequence()).isGreaterThanOrEqualTo(sequence).isIn(3L, 6L);
                assertThat(task.state()).isEqualTo(task.sequence() == 3 ? TaskState.WORKING : TaskState.COMPLETED);
            });
            List<Task> listed =
                    store.list(Scope.of(ALICE), Samples.all(100_000)).tasks();
            assertThat(listed)
                    .extracting(Task::id)
                    .containsAll(acknowledged.keySet())
                    .doesNotHaveDuplicates();
            assertThat(listed).allSatisfy(task -> assertThat(task.sequence()).isIn(3L, 6L));
            assertThat(listed.stream().filter(task -> task.sequence() == 3).map(Task::id))
                    .containsExactlyInAnyOrderElementsOf(store.unfinished("", 1_000));
        }
    }

    private static void acknowledge(String line, Map<String, Long> acknowledged) {
        String[] words = line.split(" ");
        acknowledged.merge(words[0], Long.valueOf(words[1]), Math::max);
    }

    @Test
    void refusesASecondOpener() {
        try (RocksTaskStore store = open(folder)) {
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("store.url");

            assertThat(store.find(Scope.all(), "t1")).isEmpty();
        }
    }

    @Test
    void refusesAFolderThatItCannotMake() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> open(file.resolve("store")))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("store.url");
    }

    @Test
    void goesOnAfterAFailedWrite() {
        RocksDb database = RocksDb.open(folder, true);
        try (RocksTaskStore store = new RocksTaskStore(database, new JsonTaskCodec(), 1 << 20)) {
            Task task = opened(store, "t1");
            assertThatThrownBy(() -> database.commit(failing())).isInstanceOf(StoreUnavailable.class);

            Task next = appended(store, Samples.end(task, TaskState.COMPLETED, NOON));

            assertThat(store.find(Scope.all(), "t1")).contains(next);
            assertThat(store.unfinished("", 10)).isEmpty();
        }
    }

    @Test
    void endsReadsAndWritesAtOnceWhenClosed() {
        RocksDb database = RocksDb.open(folder, true);
        RocksTaskStore store = new RocksTaskStore(database, new JsonTaskCodec(), 1 << 20);
        opened(store, "t1");

        store.close();
        store.close();

        assertThatThrownBy(() -> opened(store, "t2")).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.list(Scope.all(), Samples.all(1))).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> state(database).get("key")).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void keepsAnInterruptForAfterTheWrite() {
        try (RocksTaskStore store = open(folder)) {
            Thread.currentThread().interrupt();

            Task task = opened(store, "t1");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.find(Scope.all(), "t1")).contains(task);
        }
    }

    private static Commit failing() {
        return new Commit() {
            @Override
            boolean durable() {
                return true;
            }

            @Override
            boolean stage(Batch batch) throws RocksDBException {
                throw new RocksDBException("no space left");
            }
        };
    }

    private static RocksTaskStore open(Path folder) {
        return new RocksTaskStore(RocksDb.open(folder, true), new JsonTaskCodec(), 1 << 20);
    }

    private static StateStore state(RocksDb database) {
        return new RocksStateStore(database, Clock.systemUTC());
    }

    private static Task opened(RocksTaskStore store, String id) {
        return appended(store, Samples.open(id, ALICE, "c1", NOON));
    }

    private static Task appended(RocksTaskStore store, Change change) {
        assertThat(store.append(change)).isTrue();
        return change.after();
    }
}
