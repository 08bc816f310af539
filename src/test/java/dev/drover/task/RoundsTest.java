package dev.drover.task;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Rounds rounds = new Rounds(Duration.ofMillis(5));
    private final Semaphore looks = new Semaphore(0);

    @Test
    void looksInOnWhoeverWaitsAgainAndAgain() throws InterruptedException {
        try (Subscription waiting = rounds.join(looks::release)) {
            boolean seenThreeTimes = looks.tryAcquire(3, 10, SECONDS);

            assertThat(seenThreeTimes).isTrue();
        }
    }

    @Test
    void leavesAloneWhoeverHasGone() throws InterruptedException {
        Semaphore others = new Semaphore(0);
        try (Subscription stays = rounds.join(others::release)) {
            rounds.join(looks::release).close();
            others.acquire(2); // a round that was under way has ended
            looks.drainPermits();

            others.acquire(3);

            assertThat(looks.availablePermits()).isZero();
        }
    }

    @Test
    void beginsAgainWhenSomebodyComesAfterAllHaveGone() throws InterruptedException {
        try (Subscription first = rounds.join(looks::release)) {
            looks.acquire();
        }

        for (int i = 0; i < 50; i++) {
            try (Subscription next = rounds.join(looks::release)) {
                looks.drainPermits();

                assertThat(looks.tryAcquire(10, SECONDS)).isTrue();
            }
        }
    }
}
