package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.lease.Lease;
import dev.drover.refusal.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Lease lease =
            new Lease(new MemoryStateStore(Clock.systemUTC()), "one", Duration.ofMinutes(1), System::nanoTime);
    private final Patience patience = new Patience(lease, 100);
    private final AtomicBoolean away = new AtomicBoolean(true);
    private final AtomicInteger tries = new AtomicInteger();

    @BeforeEach
    void hold() {
        lease.renew();
    }

    @Test
    void waitsUntilTheStoreIsBack() {
        CompletableFuture<String> first = insist(60);
        await().until(() -> tries.get() > 1);
        assertThat(first).isNotDone();

        away.set(false);

        assertThat(first.join()).isEqualTo("stored");
    }

    @Test
    void keepsSoManyBytesAndNoMore() {
        CompletableFuture<String> first = insist(60);
        await().until(() -> tries.get() > 1);
        assertThatThrownBy(insist(41)::join)
                .hasCauseInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("there is no room for more replies that wait for it");
        CompletableFuture<String> fits = insist(40);

        away.set(false);

        assertThat(first.join()).isEqualTo("stored");
        assertThat(fits.join()).isEqualTo("stored");
        assertThat(insist(100).join()).isEqualTo("stored");
    }

    @Test
    void hasRoomAgainWhenWhatWaitedIsStored() {
        CompletableFuture<String> first = insist(100);
        await().until(() -> tries.get() > 1);
        away.set(false);
        first.join();
        away.set(true);

        CompletableFuture<String> next = insist(100);
        int before = tries.get();
        await().until(() -> tries.get() > before + 1);
        away.set(false);

        assertThat(next.join()).isEqualTo("stored");
    }

    private CompletableFuture<String> insist(int weight) {
        return CompletableFuture.supplyAsync(
                () -> patience.insist(() -> weight, () -> {
                    tries.incrementAndGet();
                    if (away.get()) {
                        throw new StoreUnavailable("away");
                    }
                    return "stored";
                }),
                Thread::startVirtualThread);
    }
}
