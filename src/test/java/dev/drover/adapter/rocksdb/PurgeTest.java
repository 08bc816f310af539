package dev.drover.adapter.rocksdb;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.Change;
import dev.drover.task.Samples;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeTest {
    @TempDir
    Path folder;

    private RocksDb database;
    private RocksTaskStore store;

    @BeforeEach
    void open() {
        database = RocksDb.open(folder, false);
        store = new RocksTaskStore(database, new JsonTaskCodec(), 1 << 20);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void leavesNothingOfTasksWithThousandsOfPurgedOnesBetweenThem() {
        Task old = opened("t0000");
        for (int i = 1; i <= 3_000; i++) {
            ended(opened("t%04d".formatted(i)));
        }
        assertThat(store.purge(Instant.MAX, 0, 10_000)).isEqualTo(3_000);
        ended(opened("t3001"));
        ended(old);

        assertThat(store.purge(Instant.MAX, 0, 10_000)).isEqualTo(2);

        assertThat(isEmpty()).isTrue();
    }

    @Test
    void leavesNothingOfATaskWhoseSnapshotWasWrittenThousandsOfTimes() {
        ended(opened("t1"));
        database.read(handles -> {
            for (int i = 0; i < 3_000; i++) {
                handles.database.put(handles.events, Keys.snapshot("t1"), new byte[] {1});
            }
            return true;
        });

        store.purge(Instant.MAX, 0, 10);

        assertThat(isEmpty()).isTrue();
    }

    @Test
    void findsAgainWhatWasNotPurged() {
        ended(opened("t1"));
        Tasks tasks = new Tasks(new JsonTaskCodec(), 0);

        List<Place> found = database.read(handles -> {
            tasks.load(handles);
            tasks.ended.oldest(handles, Instant.MAX, 0, 10);
            return tasks.ended.oldest(handles, Instant.MAX, 0, 10);
        });

        assertThat(found).extracting(Place::taskId).containsExactly("t1");
    }

    @Test
    void findsATaskThatEndedBeforeThoseThatWerePurgedMeanwhile() {
        Tasks tasks = new Tasks(new JsonTaskCodec(), 0);
        ended(opened("t1"));

        List<Place> found = database.read(handles -> {
            tasks.load(handles);
            List<Place> purged = tasks.ended.oldest(handles, Instant.MAX, 0, 10);
            Task late = appended(Samples.end(opened("t2"), TaskState.COMPLETED, NOON.minusSeconds(1)));
            tasks.ended.added(late.status().at());
            tasks.ended.purged(purged);
            return tasks.ended.oldest(handles, Instant.MAX, 0, 10);
        });

        assertThat(found).extracting(Place::taskId).startsWith("t2");
    }

    @Test
    void leavesATaskAloneThatItsGroupHasWrittenTo() {
        Task task = ended(opened("t1"));
        Purge purge = new Purge(new Tasks(new JsonTaskCodec(), 0), List.of(Place.of(task)));

        boolean purged = database.<Boolean>read(handles -> {
            try (Batch batch = new Batch(handles)) {
                batch.sequences.put("t1", task.sequence() + 1);
                return purge.stage(batch);
            }
        });

        assertThat(purged).isFalse();
    }

    private boolean isEmpty() {
        return database.<Boolean>read(handles -> {
            try (Scan scan = new Scan(handles, handles.events, new byte[0], Keys.END)) {
                return !scan.valid();
            }
        });
    }

    private Task opened(String id) {
        return appended(Samples.open(id, ALICE, "c1", NOON));
    }

    private Task ended(Task task) {
        return appended(Samples.end(task, TaskState.COMPLETED, NOON));
    }

    private Task appended(Change change) {
        assertThat(store.append(change)).isTrue();
        return change.after();
    }
}
