package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentTimesTest {
    private final RecentTimes times = new RecentTimes();

    @Test
    void saysNothingOfFewerThanTwenty() {
        LongStream.rangeClosed(1, 19).forEach(times::add);
        assertThat(times.ninetyFifth()).isEmpty();

        times.add(20);
        assertThat(times.ninetyFifth()).hasValue(19);
    }

    @Test
    void isTheTimeThatFiveOfAHundredPass() {
        LongStream.rangeClosed(1, 100).map(time -> 101 - time).forEach(times::add);

        assertThat(times.ninetyFifth()).hasValue(95);
    }

    @Test
    void forgetsAllButTheLastHundred() {
        LongStream.rangeClosed(1, 100).forEach(time -> times.add(1000));
        LongStream.rangeClosed(1, 100).forEach(times::add);

        assertThat(times.ninetyFifth()).hasValue(95);
    }
}
