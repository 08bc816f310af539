package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.agent.CallSettings;
import dev.drover.agent.OnAmbiguity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** The limit of an agent's calls, against an agent that works on so many at once; the test's clock runs. */
class CallLimitTest {
    private long now;

    private static CallSettings settings(int concurrency, boolean adaptive) {
        return new CallSettings(
                Duration.ofSeconds(30), 2, concurrency, adaptive, OnAmbiguity.RETRY, null, false, false, 1);
    }

    private CallLimit limit(int concurrency, boolean adaptive) {
        return new CallLimit(settings(concurrency, adaptive), () -> now);
    }

    @Test
    void aFixedLimitLetsSoManyIn() throws Exception {
        CallLimit limit = limit(2, false);
        CallLimit.Place first = limit.enter();
        limit.enter();

        assertThatThrownBy(limit::enter).isInstanceOf(OverLimit.class);
        first.close();

        limit.enter();
        assertThatThrownBy(limit::enter).isInstanceOf(OverLimit.class);
    }

    @Test
    void aChangedLimitHoldsAtOnceAndCountsTheCallsInFlight() throws Exception {
        CallLimit limit = limit(2, false);
        List<CallLimit.Place> places = new ArrayList<>(List.of(limit.enter(), limit.enter()));

        limit.change(settings(3, false));
        places.add(limit.enter());
        limit.change(settings(1, false));
        places.get(0).close();
        places.get(1).close();

        assertThatThrownBy(limit::enter).isInstanceOf(OverLimit.class);
        places.get(2).close();
        limit.enter();
    }

    @Test
    void anAdaptiveLimitFindsWhatTheAgentCanTakeAndFollowsItsChanges() throws Exception {
        CallLimit limit = limit(500, true);

        double slow = new Workers(10, 100).serve(limit, 5000);
        double fast = new Workers(100, 100).serve(limit, 5000);
        double slowAgain = new Workers(10, 100).serve(limit, 5000);

        assertThat(slow).isBetween(10.0, 40.0);
        assertThat(fast).isBetween(60.0, 200.0);
        assertThat(slowAgain).isBetween(10.0, 40.0);
    }

    @Test
    void anAdaptiveLimitNeverPassesTheFixedOne() throws Exception {
        CallLimit limit = limit(30, true);

        new Workers(1000, 100).serve(limit, 5000);

        assertThat(limit.now()).isEqualTo(30);
    }

    /** An agent that works on so many calls at once, each for so many milliseconds; the others queue. */
    private final class Workers {
        private final long nanos;
        private final long[] freeAt;
        private final PriorityQueue<Running> calls = new PriorityQueue<>();

        private record Running(long end, CallLimit.Place place) implements Comparable<Running> {
            @Override
            public int compareTo(Running other) {
                return Long.compare(end, other.end);
            }
        }

        Workers(int count, long millis) {
            nanos = Duration.ofMillis(millis).toNanos();
            freeAt = new long[count];
        }

        /** So many answers, while there are always more calls than the limit lets in; gives the mean limit of the second half. */
        double serve(CallLimit limit, int answers) {
            long limits = 0;
            for (int i = 0; i < answers; i++) {
                begin(limit);
                Running first = calls.remove();
                now = first.end;
                first.place.tells();
                first.place.close();
                limits += i < answers / 2 ? 0 : limit.now();
            }
            while (!calls.isEmpty()) {
                calls.remove().place.close();
            }
            return 2.0 * limits / answers;
        }

        private void begin(CallLimit limit) {
            try {
                while (true) {
                    CallLimit.Place place = limit.enter();
                    int soonest = 0;
                    for (int i = 1; i < freeAt.length; i++) {
                        soonest = freeAt[i] < freeAt[soonest] ? i : soonest;
                    }
                    freeAt[soonest] = Math.max(now, freeAt[soonest]) + nanos;
                    calls.add(new Running(freeAt[soonest], place));
                }
            } catch (OverLimit full) {
                // as many as may be are in flight
            }
        }
    }
}
