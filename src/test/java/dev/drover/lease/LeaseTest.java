package dev.drover.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.refusal.StoreUnavailable;
import dev.drover.state.FakeStateStore;
import dev.drover.state.MovingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration EXPIRY = Duration.ofSeconds(10);

    private final MovingClock clock = new MovingClock();
    private final FakeStateStore store = new FakeStateStore(clock);
    private final Lease lease = lease("a");
    private final Replicas replicas = new Replicas(store);

    private Lease lease(String replica) {
        Instant origin = clock.instant();
        return new Lease(store, replica, EXPIRY, () -> Duration.between(origin, clock.instant())
                .toNanos());
    }

    @Test
    void isNotHeldBeforeItIsTaken() {
        assertThat(lease.held()).isFalse();
        assertThat(replicas.live("a")).isFalse();
        assertThatThrownBy(lease::require).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void runsOutHereNoLaterThanForTheOthers() {
        lease.renew();

        clock.advance(EXPIRY.minusNanos(1));
        assertThat(lease.held()).isTrue();
        assertThat(replicas.live("a")).isTrue();

        clock.advance(Duration.ofNanos(1));
        assertThat(lease.held()).isFalse();
        assertThat(replicas.live("a")).isFalse();
    }

    @Test
    void isKeptByRenewing() {
        lease.renew();
        clock.advance(EXPIRY.minusSeconds(1));

        boolean kept = lease.renew();

        clock.advance(EXPIRY.minusSeconds(1));
        assertThat(kept).isTrue();
        assertThat(lease.held()).isTrue();
        assertThat(replicas.live("a")).isTrue();
    }

    @Test
    void tellsThatItHadRunOut() {
        lease.renew();
        clock.advance(EXPIRY);

        boolean kept = lease.renew();

        assertThat(kept).isFalse();
        assertThat(lease.held()).isTrue();
    }

    @Test
    void judgesNobodyRightAfterItHadRunOutItself() {
        lease.renew();
        assertThat(lease.judges()).isTrue();
        clock.advance(EXPIRY);

        lease.renew();

        assertThat(lease.judges()).isFalse();
        clock.advance(lease.pace());
        assertThat(lease.judges()).isTrue();
    }

    @Test
    void isGoneForEverybodyOnceItIsReleased() {
        lease.renew();

        lease.release();

        assertThat(lease.held()).isFalse();
        assertThat(replicas.live("a")).isFalse();
    }

    @Test
    void theDeadAreThoseWhoseLeaseHasRunOut() {
        lease.renew();
        lease("b").renew();
        replicas.join("a");
        replicas.join("b");
        replicas.join("b");
        clock.advance(EXPIRY.minusSeconds(1));
        lease.renew();
        assertThat(replicas.dead()).isEmpty();

        clock.advance(Duration.ofSeconds(1));

        assertThat(replicas.dead()).containsExactly("b");
        replicas.forget("b");
        replicas.forget("b");
        assertThat(replicas.dead()).isEmpty();
    }
}
