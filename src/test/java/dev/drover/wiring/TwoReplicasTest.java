package dev.drover.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.adapter.memory.MemoryTaskStore;
import dev.drover.identity.Scope;
import dev.drover.journey.AgentServer;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one store, each of which can be cut off from it. */
class TwoReplicasTest {
    @TempDir
    static Path folder;

    static MemoryTaskStore tasks;
    static MemoryStateStore state;
    static List<String> settings;
    static AgentServer agents;
    static TestReplica one;
    static TestReplica other;

    @BeforeAll
    static void start() throws Exception {
        tasks = new MemoryTaskStore(Long.MAX_VALUE);
        state = new MemoryStateStore(Clock.systemUTC());
        agents = new AgentServer();
        settings =
                new ArrayList<>(agents.settings("quick", "handed", "paused", "doubtful", "unsure", "late", "stopped"));
        settings.add("agents.doubtful.on-ambiguity = fail");
        settings.add("agents.unsure.on-ambiguity = ask");
        settings.add("store.lease = 1s");
        one = new TestReplica(folder.resolve("one"), settings, tasks, state);
        other = new TestReplica(folder.resolve("other"), settings, tasks, state);
        agents.open("quick");
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        other.close();
        agents.close();
    }

    @AfterEach
    void mend() {
        one.way.mend();
        other.way.mend();
        await().until(() -> one.ready() && other.ready());
    }

    @Test
    void aReplicaThatIsCutOffLosesItsTaskToTheOtherAndWritesNothingMore() throws Exception {
        Task task = one.send("quick", "handed", "doubtful");
        await().until(() ->
                calls("handed", task).size() == 1 && calls("doubtful", task).size() == 1);
        await().until(() -> now(task).replies().containsKey("quick"));

        one.way.cut();
        await().until(() -> calls("handed", task).size() == 2);
        one.way.mend();
        agents.open("handed");
        agents.open("doubtful");

        await().until(() -> now(task).state().terminal());
        assertThat(now(task).state()).isEqualTo(TaskState.COMPLETED);
        assertThat(calls("quick", task)).hasSize(1);
        assertThat(calls("handed", task)).containsOnly(calls("handed", task).getFirst());
        assertThat(calls("doubtful", task)).hasSize(1);
        assertThat(events(task, Event.Taken.class))
                .extracting(Event.Taken::epoch)
                .containsExactly(1L, 2L);
        assertThat(events(task, Event.Replied.class))
                .extracting(Event.Replied::step)
                .containsExactlyInAnyOrder("quick", "doubtful", "handed");
        assertThat(now(task).metadata().toString()).contains("doubtful", "failed");
    }

    @Test
    void whereAnAgentMayHaveDoneItsWorkItsCallerIsAskedAfterATakeover() throws Exception {
        Task task = one.send("unsure");
        await().until(() -> calls("unsure", task).size() == 1);

        one.way.cut();
        await().until(() -> now(task).state() == TaskState.INPUT_REQUIRED);
        String question = now(task).status().message().text();
        int before = calls("unsure", task).size();
        agents.open("unsure");
        other.answer(now(task), "yes, again");

        await().until(() -> now(task).state() == TaskState.COMPLETED);
        assertThat(question).contains("It is not known whether unsure did its work before a restart");
        assertThat(before).isEqualTo(1);
        assertThat(calls("unsure", task)).hasSize(2);
    }

    @Test
    void workPausesWhileTheStoreIsAwayAndItsReplyIsAppendedLater() throws Exception {
        Task task = one.send("quick", "paused");
        await().until(() -> calls("paused", task).size() == 1);

        one.way.cut();
        other.way.cut();
        agents.open("paused");
        await().until(() -> !lives(now(task).taken().replica()));
        one.way.mend();
        other.way.mend();

        await().until(() -> now(task).state().terminal());
        assertThat(calls("paused", task)).hasSize(1);
        assertThat(events(task, Event.Taken.class)).hasSize(1);
        assertThat(now(task).artifacts()).hasSize(3);
    }

    @Test
    void cancelledOnOneTheCallOnTheOtherIsInterrupted() throws Exception {
        Task task = one.send("blocked");
        await().until(() -> now(task).state() == TaskState.WORKING);

        Task cancelled = other.cancel(task);

        assertThat(cancelled.state()).isEqualTo(TaskState.CANCELED);
        await().until(() -> one.interrupts.get() == 1);
    }

    @Test
    void aTaskThatIsTakenOverStillEndsByItsDeadline() throws Exception {
        Task task = one.send(Duration.ofSeconds(4), "late");
        await().until(() -> calls("late", task).size() == 1);

        one.way.cut();

        await().until(() -> now(task).state().terminal());
        assertThat(now(task).taken().epoch()).isEqualTo(2);
        assertThat(now(task).metadata().toString()).contains("timed-out");
        assertThat(now(task).status().at()).isBefore(now(task).deadline().plusSeconds(2));
    }

    @Test
    void aReplicaThatStopsHandsItsTasksOver() throws Exception {
        TestReplica third = new TestReplica(folder.resolve("third"), settings, tasks, state);
        Task task = third.send("stopped");
        await().until(() -> calls("stopped", task).size() == 1);

        third.close();

        assertThat(lives(task.taken().replica())).isFalse();
        await().until(() -> calls("stopped", task).size() == 2);
        agents.open("stopped");
        await().until(() -> now(task).state() == TaskState.COMPLETED);
    }

    private static boolean lives(String replica) {
        return state.get("lease/" + replica).isPresent();
    }

    private static Task now(Task task) {
        return tasks.find(Scope.all(), task.id()).orElseThrow();
    }

    private static List<String> calls(String agent, Task task) {
        return agents.calls(agent).stream()
                .filter(call -> call.startsWith(task.id()))
                .toList();
    }

    private static <E extends Event> List<E> events(Task task, Class<E> kind) {
        return tasks.events(task.id(), 0, 1000).stream()
                .map(Recorded::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
