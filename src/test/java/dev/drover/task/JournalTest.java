package dev.drover.task;

import static dev.drover.task.Samples.ALICE;
import static dev.drover.task.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.adapter.memory.MemoryTaskStore;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final TaskStore store = new MemoryTaskStore(Long.MAX_VALUE);
    private final ConcurrentLinkedQueue<Change> changes = new ConcurrentLinkedQueue<>();
    private Journal journal = new Journal(store, changes::add);

    @BeforeEach
    void open() {
        store.append(Samples.open("t1", ALICE, "c1", NOON));
    }

    @Test
    void commitsTogetherWhatCameWhileAnotherWrote() throws Exception {
        List<Future<Task>> writers = whileOneWrites(11, (writer, task) -> List.of(note("note " + writer)));

        assertThat(changes).as("the first, then all others").hasSize(2);
        for (int writer = 0; writer < 11; writer++) {
            int mine = (int) writers.get(writer).get().sequence() - 4;
            assertThat(notes().get(mine)).as("what it has written last").isEqualTo("note " + writer);
        }
    }

    @Test
    void writesNoMoreThanSixteenDecisionsAtOnce() throws Exception {
        whileOneWrites(33, (writer, task) -> List.of(note("note " + writer)));

        assertThat(changes).extracting(change -> change.events().size()).containsExactly(1, 16, 16, 1);
    }

    @Test
    void whatOneDecisionThrowsIsForItsOwnWriterOnly() throws Exception {
        List<Future<Task>> writers = whileOneWrites(11, (writer, task) -> {
            if (writer == 7) {
                throw new IllegalStateException("not now");
            }
            return List.of(note("note " + writer));
        });

        assertThat(writers.get(7))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("not now");
        assertThat(notes()).hasSize(11).doesNotContain("note 7");
    }

    @Test
    void whereTheStoreFailsOneWriterTheOthersTryForThemselves() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        journal = new Journal(store, change -> {
            if (change.events().size() > 1 && broken.getAndSet(false)) {
                throw new StoreUnavailable("for this thread only");
            }
        });

        List<Future<Task>> writers = whileOneWrites(5, (writer, task) -> List.of(note("note " + writer)));

        assertThat(writers)
                .filteredOn(writer -> writer.state() == Future.State.FAILED)
                .hasSize(1);
    }

    /** One writer is held inside its decision until so many others wait behind it; all are done in the end. */
    private List<Future<Task>> whileOneWrites(int others, BiFunction<Integer, Task, List<Event>> decide)
            throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> journal.change("t1", task -> {
                begun.countDown();
                await(goOn);
                return List.of(note("first"));
            }));
            begun.await();
            List<Future<Task>> writers = IntStream.range(0, others)
                    .mapToObj(i -> threads.submit(() -> {
                        waiting.add(Thread.currentThread());
                        return journal.change("t1", task -> decide.apply(i, task));
                    }))
                    .toList();
            Awaitility.await()
                    .until(() -> waiting.size() == others
                            && waiting.stream().allMatch(writer -> writer.getState() == Thread.State.WAITING));
            goOn.countDown();
            return writers;
        }
    }

    @Test
    void aTaskThatIsNotThereIsNotFoundByAnyWriter() {
        assertThatThrownBy(() -> journal.change("t2", task -> List.of(note("lost"))))
                .isInstanceOf(Refusal.class);
    }

    private List<String> notes() {
        return store.events("t1", 3, 100).stream()
                .map(recorded -> ((Event.Note) recorded.event()).text())
                .toList();
    }

    private static Event note(String text) {
        return new Event.Note(NOON, text);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
