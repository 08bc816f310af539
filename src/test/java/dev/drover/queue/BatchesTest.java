package dev.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.state.FakeStateStore;
import dev.drover.state.MovingClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final Duration LEFT = Duration.ofSeconds(3);

    private final MovingClock clock = new MovingClock();
    private final FakeStateStore store = new FakeStateStore(clock);
    private final AtomicInteger ids = new AtomicInteger();
    private final Batches batches = batches(3);

    @Test
    void theMessageThatFillsABatchClosesIt() {
        add("k", "a");
        add("k", "b");
        Batch full = add("k", "c");

        assertThat(full.stage()).isEqualTo(Batch.Stage.CLOSED);
        assertThat(contents(full)).containsExactly("content of a", "content of b", "content of c");
        assertThat(add("k", "d").id()).isNotEqualTo(full.id());
    }

    @Test
    void eachKeyHasABatchOfItsOwn() {
        Batch one = add("k", "a");
        Batch other = add("l", "b");

        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(add("k", "c").id()).isEqualTo(one.id());
    }

    @Test
    void aLastMessageClosesABatchThatIsNotFull() {
        add("k", "a");

        Batch closed = batches.add("k", "b", bytes("b"), true);

        assertThat(closed.stage()).isEqualTo(Batch.Stage.CLOSED);
        assertThat(closed.members()).hasSize(2);
    }

    @Test
    void theTimeFromItsFirstMessageOnClosesABatch() {
        Batch begun = add("k", "a");
        clock.advance(Duration.ofSeconds(59));
        add("k", "b");
        assertThat(batches.due(LEFT)).isEmpty();

        clock.advance(Duration.ofSeconds(1));

        assertThat(batches.due(LEFT)).singleElement().satisfies(due -> {
            assertThat(due.id()).isEqualTo(begun.id());
            assertThat(contents(due)).containsExactly("content of a", "content of b");
        });
        assertThat(add("k", "c").id()).isNotEqualTo(begun.id());
    }

    @Test
    void aMessageThatComesAgainIsInItsBatchOnce() {
        add("k", "a");

        Batch again = add("k", "a");

        assertThat(again.members()).hasSize(1);
    }

    @Test
    void aMessageThatComesAgainWhenItsBatchIsClosedOrSettledBeginsNoOther() {
        add("k", "a");
        add("k", "b");
        Batch full = add("k", "c");
        assertThat(add("k", "c")).isEqualTo(full);

        batches.settle(full);

        assertThat(add("k", "b").id()).isEqualTo(full.id());
        assertThat(add("k", "b").stage()).isEqualTo(Batch.Stage.SETTLED);
    }

    @Test
    void aMessageThatWasBoundToABatchAndNotPutBeforeItClosedGoesIntoTheNext() {
        Batch first = add("k", "a");
        store.put("batch-of:t:" + Batches.hash("b"), bytes(first.id()), Duration.ofDays(1));
        batches.add("k", "c", bytes("c"), true);

        Batch next = add("k", "b");

        assertThat(next.id()).isNotEqualTo(first.id());
        assertThat(contents(next)).containsExactly("content of b");
    }

    @Test
    void aClosedBatchThatNobodyRunsIsDueAgainUntilItIsSettled() {
        add("k", "a");
        add("k", "b");
        Batch full = add("k", "c");
        assertThat(batches.due(LEFT)).isEmpty();

        clock.advance(LEFT);

        assertThat(batches(3).due(LEFT)).containsExactly(full);
        batches.settle(full);
        assertThat(batches.due(LEFT)).isEmpty();
    }

    @Test
    void losesAndDoublesNothingOfManyAtOnceOnTwoReplicas() {
        Batches one = batches(10);
        Batches other = batches(10);
        Set<Batch> closed = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // each message comes twice
            IntStream.range(0, 400)
                    .forEach(i -> threads.execute(() -> {
                        Batch batch =
                                (i % 3 == 0 ? one : other).add("k" + i % 2, "m" + i / 2, bytes("m" + i / 2), false);
                        if (batch.stage() == Batch.Stage.CLOSED) {
                            closed.add(batch);
                        }
                    }));
        }

        clock.advance(Duration.ofMinutes(1));
        closed.addAll(one.due(Duration.ZERO));
        List<String> all = closed.stream()
                .flatMap(batch -> one.contents(batch).stream())
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .toList();
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "m" + i).toList());
    }

    private Batches batches(int most) {
        return new Batches(
                store, "t", most, Duration.ofMinutes(1), Duration.ofDays(1), () -> "b" + ids.incrementAndGet(), clock);
    }

    private Batch add(String key, String message) {
        return batches.add(key, message, bytes("content of " + message), false);
    }

    private List<String> contents(Batch batch) {
        return batches.contents(batch).stream()
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
