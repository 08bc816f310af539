package dev.drover.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.state.MovingClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every meter does, to the last use and the last nanosecond. */
public abstract class MeterContract {
    protected static final Rate THIRTY = new Rate(30, Duration.ofMinutes(1));

    protected final MovingClock clock = new MovingClock();
    private Meter meter;

    /** A meter on a place that is empty. */
    protected abstract Meter open();

    @BeforeEach
    void openMeter() {
        meter = open();
    }

    @Test
    void allowsTheLastOfTheWindowAndNotTheNext() {
        List<Use> uses =
                IntStream.range(0, 31).mapToObj(i -> meter.use("ann", THIRTY)).toList();

        assertThat(uses.subList(0, 30)).allMatch(Use::allowed);
        assertThat(uses.get(29).left()).isZero();
        assertThat(uses.get(30)).isEqualTo(new Use(false, 0, Duration.ofMinutes(1)));
    }

    @Test
    void allowsAllOfThemAgainAtTheMomentTheWindowEndsAndNoneBefore() {
        IntStream.range(0, 30).forEach(i -> meter.use("ann", THIRTY));

        clock.advance(Duration.ofMinutes(1).minusNanos(1));
        assertThat(meter.use("ann", THIRTY)).isEqualTo(new Use(false, 0, Duration.ofNanos(1)));
        clock.advance(Duration.ofNanos(1));

        assertThat(IntStream.range(0, 31)
                        .filter(i -> meter.use("ann", THIRTY).allowed())
                        .count())
                .isEqualTo(30);
    }

    @Test
    void countsEveryKeyByItself() {
        IntStream.range(0, 30).forEach(i -> meter.use("ann", THIRTY));

        assertThat(meter.use("ann", THIRTY).allowed()).isFalse();
        assertThat(meter.use("bob", THIRTY).allowed()).isTrue();
    }

    @Test
    void aLookCountsNothing() {
        IntStream.range(0, 29).forEach(i -> meter.use("ann", THIRTY));

        assertThat(meter.look("ann", THIRTY)).isEqualTo(new Use(true, 1, Duration.ZERO));
        assertThat(meter.use("ann", THIRTY).allowed()).isTrue();

        assertThat(meter.look("ann", THIRTY)).isEqualTo(new Use(false, 0, Duration.ofMinutes(1)));
    }

    @Test
    void whatIsChargedBeyondTheRateIsPaidByTheNextWindows() {
        meter.charge("ann", THIRTY, 29);
        assertThat(meter.look("ann", THIRTY).allowed()).isTrue();
        meter.charge("ann", THIRTY, 31);

        assertThat(meter.look("ann", THIRTY)).isEqualTo(new Use(false, 0, Duration.ofMinutes(2)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(meter.look("ann", THIRTY)).isEqualTo(new Use(false, 0, Duration.ofMinutes(1)));
        clock.advance(Duration.ofMinutes(1));
        assertThat(meter.look("ann", THIRTY)).isEqualTo(new Use(true, 30, Duration.ZERO));
    }

    @Test
    void aChangedRateBeginsAnew() {
        IntStream.range(0, 30).forEach(i -> meter.use("ann", THIRTY));

        Use use = meter.use("ann", new Rate(40, Duration.ofMinutes(1)));

        assertThat(use.allowed()).isTrue();
        assertThat(use.left()).isEqualTo(39);
    }
}
