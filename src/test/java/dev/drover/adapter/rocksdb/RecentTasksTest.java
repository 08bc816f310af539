package dev.drover.adapter.rocksdb;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.task.Change;
import dev.drover.task.Samples;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import org.junit.jupiter.api.Test;

class RecentTasksTest {
    private static final int BYTES = 250; // some 2,000 with what a task weighs itself
    private static final long ROOM_FOR_100 = 200_000;

    private final RecentTasks recent = new RecentTasks(ROOM_FOR_100);

    @Test
    void keepsTheTasksThatGoOnWhileManyEnd() {
        Task going = opened("going");

        for (int i = 0; i < 1_000; i++) {
            end(opened("t" + i));
        }

        assertThat(recent.get("going")).extracting(found -> found.task).isEqualTo(going);
        assertThat(recent.get("t999")).isNotNull();
        assertThat(recent.get("t900")).isNull();
    }

    @Test
    void keepsWhatWasReadOverWhatWasNot() {
        opened("read");
        opened("unread");
        recent.get("read");

        for (int i = 0; i < 120; i++) {
            opened("t" + i);
        }

        assertThat(recent.get("read")).isNotNull();
        assertThat(recent.get("unread")).isNull();
    }

    @Test
    void hasTheRoomOfWhatWasRemoved() {
        opened("kept");

        for (int i = 0; i < 1_000; i++) {
            end(opened("t" + i));
            recent.remove("t" + i);
        }

        assertThat(recent.get("kept")).isNotNull();
    }

    private Task opened(String id) {
        return appended(Samples.open(id, ALICE, "c1", NOON));
    }

    private void end(Task task) {
        appended(Samples.end(task, TaskState.COMPLETED, NOON));
    }

    private Task appended(Change change) {
        recent.appended(change, BYTES, 0);
        return change.after();
    }
}
