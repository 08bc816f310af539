package dev.drover.adapter;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.drover.identity.Scope;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.state.StateStore;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Samples;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.task.TaskStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does that several replicas share and that may be away: one replica reaches it through a gate. */
public abstract class RemoteStoreContract {
    private static final Duration BOUND = Duration.ofSeconds(12);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);

    /** One replica's two ports. */
    public record Replica(TaskStore tasks, StateStore state, AutoCloseable whole) {}

    protected Gate gate;
    protected Replica gated;
    protected Replica other;

    protected abstract int serverPort();

    /** Both ports on the same empty store, over this port of loopback; {@code store} tells one test's from another's. */
    protected abstract Replica open(int port, String store) throws Exception;

    @BeforeEach
    void openBothReplicas() throws Exception {
        String store = "store" + System.nanoTime();
        gate = new Gate(serverPort());
        gated = open(gate.port, store);
        other = open(serverPort(), store);
    }

    @AfterEach
    void closeBothReplicas() throws Exception {
        other.whole().close();
        gated.whole().close();
        gate.close();
    }

    @Test
    void seesWhatOtherReplicasAppend() {
        Task task = opened(gated, "t1");
        other.tasks().append(Samples.end(task, TaskState.COMPLETED, NOON));

        assertThat(found(gated, "t1").state()).isEqualTo(TaskState.COMPLETED);
        assertThat(gated.tasks().append(Samples.note(task, "too late"))).isFalse();
        assertThat(gated.tasks().events("t1", 3, 10)).hasSize(3);
    }

    @Test
    void isToldInBoundedTimeWhereItIsAwayAtTheStart() {
        gate.shut();
        long began = System.nanoTime();

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> open(gate.port, "away"));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
        gate.openAgain();
    }

    @Test
    void losesNoAppendOfManyOnTwoReplicas() throws Exception {
        opened(gated, "t1");

        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                Replica replica = i % 2 == 0 ? gated : other;
                String text = "note " + i;
                running.add(threads.submit(() -> {
                    while (!replica.tasks().append(Samples.note(found(replica, "t1"), text))) {
                        Thread.onSpinWait();
                    }
                }));
            }
        }

        for (Future<?> future : running) {
            future.get();
        }
        List<Recorded> events = other.tasks().events("t1", 0, 1_000);
        assertThat(events)
                .extracting(Recorded::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 67).boxed().toList());
        assertThat(events.stream().skip(3).map(recorded -> ((Event.Note) recorded.event()).text()))
                .doesNotHaveDuplicates();
    }

    @Test
    void forgetsATaskThatAnotherReplicaHasPurged() {
        Task task = opened(gated, "t1");
        other.tasks().append(Samples.end(task, TaskState.COMPLETED, NOON));
        found(gated, "t1");

        other.tasks().purge(NOON.plusSeconds(1), 0, 10);
        assertThat(gated.tasks().find(Scope.all(), "t1")).isEmpty();

        other.tasks().append(Samples.open("t1", ALICE, "another context", NOON.plusSeconds(2)));
        assertThat(found(gated, "t1").contextId()).isEqualTo("another context");
    }

    @Test
    void foldsATaskAnewThatWasPurgedAndOpenedAgain() {
        Task task = opened(gated, "t1");
        other.tasks().append(Samples.end(task, TaskState.COMPLETED, NOON));
        other.tasks().purge(NOON.plusSeconds(1), 0, 10);
        Task again = Samples.open("t1", ALICE, "another context", NOON.plusSeconds(2))
                .after();
        other.tasks().append(Samples.open("t1", ALICE, "another context", NOON.plusSeconds(2)));
        other.tasks().append(Samples.note(again, "so it has more events than the first one had"));

        assertThat(found(gated, "t1").contextId()).isEqualTo("another context");
    }

    @Test
    void claimsForOneOfTwoReplicas() {
        assertThat(gated.state().claim("key", VALUE, MINUTE)).isTrue();

        assertThat(other.state().claim("key", VALUE, MINUTE)).isFalse();
        assertThat(other.state().get("key")).contains(VALUE);
    }

    @Test
    void isUnavailableWhileTheServerIsAwayAndThenComesBack() {
        Task task = opened(gated, "t1");

        gate.shut();
        everythingIsUnavailable(task);

        gate.openAgain();
        comesBack(task);
    }

    @Test
    void isUnavailableInBoundedTimeWhileTheServerHangsAndThenComesBack() {
        Task task = opened(gated, "t1");

        gate.freeze();
        everythingIsUnavailable(task);

        gate.thaw();
        comesBack(task);
    }

    /** All at once, so that it takes the time of one. */
    private void everythingIsUnavailable(Task task) {
        List<ThrowingCallable> calls = List.of(
                () -> gated.tasks().append(Samples.note(task, "lost")),
                () -> gated.tasks().find(Scope.all(), "t1"),
                () -> gated.tasks().list(Scope.of(ALICE), Samples.all(10)),
                () -> gated.tasks().events("t1", 0, 10),
                () -> gated.tasks().unfinished("", 10),
                () -> gated.tasks().purge(Instant.MIN, 1_000, 10),
                () -> gated.state().get("key"),
                () -> gated.state().put("key", VALUE, MINUTE),
                () -> gated.state().claim("key", VALUE, MINUTE),
                () -> gated.state().replace("key", VALUE, VALUE, MINUTE),
                () -> gated.state().remove("key"));
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ThrowingCallable call : calls) {
                running.add(threads.submit(
                        () -> assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(call)));
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
        assertThat(running).allSatisfy(call -> assertThat(call).succeedsWithin(Duration.ZERO));
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> gated.tasks().find(Scope.all(), "t1"));
    }

    private void comesBack(Task task) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                .until(() -> gated.tasks().find(Scope.all(), "t1").isPresent());
        Task now = found(gated, "t1");
        assertThat(now.sequence()).isBetween(task.sequence(), task.sequence() + 1);
        assertThat(gated.tasks().append(Samples.note(now, "back"))).isTrue();
        assertThat(gated.state().claim("another key", VALUE, MINUTE)).isTrue();
    }

    protected static Task opened(Replica replica, String id) {
        assertThat(replica.tasks().append(Samples.open(id, ALICE, "c1", NOON))).isTrue();
        return found(replica, id);
    }

    protected static Task found(Replica replica, String id) {
        return replica.tasks().find(Scope.all(), id).orElseThrow();
    }
}
