package dev.drover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.refusal.Refusal;
import dev.drover.state.FakeStateStore;
import dev.drover.state.MovingClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final FakeStateStore store = new FakeStateStore(new MovingClock());
    private final Outbox outbox = new Outbox(store);

    @Test
    void whatIsOwedIsFoundByAnotherReplica() {
        outbox.owe(owed("t1", 0));
        outbox.owe(owed("t2", 7));

        Outbox other = new Outbox(store);

        assertThat(other.find("t2")).contains(owed("t2", 7));
        assertThat(other.all()).containsExactlyInAnyOrder(owed("t1", 0), owed("t2", 7));
    }

    @Test
    void readsWhatTheFirstVersionWrote() {
        String key = "outbox:" + Math.floorMod("t1".hashCode(), 64);
        String one = "0002" + hex("t1") + "0006" + hex("orders") + "0007" + hex("answers") + "0001" + hex("c");
        String numbers = "0001" + "0000000000000007" + "0000000000000009" + "00000003" + "0004" + hex("Away");
        store.put(key, HexFormat.of().parseHex("01" + "00000001" + one + numbers), Duration.ofDays(1));

        assertThat(outbox.find("t1"))
                .contains(new Owed("t1", "orders", "answers", "c", false, true, 7, 9, 3, 0, "Away"));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsSettledIsOwedNoMore() {
        outbox.owe(owed("t1", 0));

        outbox.settle("t1");

        assertThat(outbox.find("t1")).isEmpty();
        assertThat(outbox.all()).isEmpty();
    }

    @Test
    void aRepeatDoesNotTurnTheCursorBack() {
        outbox.owe(owed("t1", 0));
        outbox.update(owed("t1", 0).sentUpTo(9));

        outbox.owe(owed("t1", 0));

        assertThat(outbox.find("t1").orElseThrow().sent()).isEqualTo(9);
    }

    @Test
    void anUpdateOfWhatIsSettledOwesNothing() {
        outbox.update(owed("t1", 0).failed("away", false));

        assertThat(outbox.all()).isEmpty();
    }

    @Test
    void refusalsAreCountedInARow() {
        Owed owed = owed("t1", 0).failed("no such topic", true).failed("away", false);
        assertThat(owed.refusals()).isZero();
        assertThat(owed.attempts()).isEqualTo(2);

        outbox.owe(owed.failed("no such topic", true));

        assertThat(new Outbox(store).find("t1").orElseThrow().refusals()).isEqualTo(1);
    }

    @Test
    void losesNothingOfManyAtOnce() {
        Outbox other = new Outbox(store);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 400)
                    .forEach(i -> threads.execute(() -> (i % 2 == 0 ? outbox : other).owe(owed("t" + i, i))));
        }

        assertThat(outbox.all()).hasSize(400);
    }

    @Test
    void takesNoMoreThanCanBeRewrittenQuickly() {
        Stream<Owed> many = IntStream.iterate(0, i -> i + 64)
                .mapToObj(Character::toString)
                .filter(id -> id.hashCode() % 64 == 0)
                .limit(501)
                .map(id -> owed(id, 0));

        assertThatThrownBy(() -> many.forEach(outbox::owe))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.retryAfter())
                        .isNotNull());
    }

    private static Owed owed(String taskId, long sent) {
        return new Owed(taskId, "orders", "answers", "c", false, true, sent, 1, 0, 0, "");
    }
}
