package dev.drover.adapter.memory;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.identity.Scope;
import dev.drover.task.Change;
import dev.drover.task.Samples;
import dev.drover.task.Subscription;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import dev.drover.task.TaskStoreContract;
import org.junit.jupiter.api.Test;

class MemoryTaskStoreTest extends TaskStoreContract {
    private final TaskStore two = new MemoryTaskStore(2);

    @Override
    protected TaskStore openStore() {
        return new MemoryTaskStore(Long.MAX_VALUE);
    }

    @Test
    void letsGoOfTheTasksThatEndedFirstAndOfNoOther() {
        open("open");
        for (int i = 1; i <= 5; i++) {
            ended("t" + i, i);
        }

        assertThat(two.list(Scope.of(ALICE), Samples.all(10)).tasks())
                .extracting(Task::id)
                .containsExactly("t5", "t4", "open");
        assertThat(two.find(Scope.all(), "t3")).isEmpty();
        assertThat(two.events("t3", 0, 10)).isEmpty();
    }

    @Test
    void keepsAnEndedTaskForAsLongAsSomebodyIsTold() {
        Subscription told = two.watch("t1", () -> {});
        for (int i = 1; i <= 4; i++) {
            ended("t" + i, i);
        }
        assertThat(two.find(Scope.all(), "t1")).isPresent();

        told.close();
        ended("t5", 5);

        assertThat(two.find(Scope.all(), "t1")).isEmpty();
    }

    private Task open(String id) {
        Change open = Samples.open(id, ALICE, "c1", NOON);
        two.append(open);
        return open.after();
    }

    private void ended(String id, int second) {
        two.append(Samples.end(open(id), TaskState.COMPLETED, NOON.plusSeconds(second)));
    }
}
