package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimestampsTest {
    @Test
    void writesMillisecondsInUtc() {
        assertThat(Timestamps.write(Instant.parse("2025-10-28T10:30:00Z"))).isEqualTo("2025-10-28T10:30:00.000Z");
        assertThat(Timestamps.write(Instant.parse("0999-01-02T03:04:05.0069Z"))).isEqualTo("0999-01-02T03:04:05.006Z");
    }

    @Property
    void readsWhatItWrites(@ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis) {
        Instant at = Instant.ofEpochMilli(millis);

        assertThat(Timestamps.read(Timestamps.write(at))).isEqualTo(at);
    }

    @Test
    void readsAnyOffset() {
        assertThat(Timestamps.read("2025-01-01T01:00:00+01:00")).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(Timestamps.read("2025-01-01T00:00:00.123456789Z"))
                .isEqualTo(Instant.parse("2025-01-01T00:00:00.123456789Z"));
    }

    @Test
    void refusesWhatIsNoTimeOfTheseYears() {
        assertThat(Timestamps.read("0000-12-31T23:59:59Z")).isNull();
        assertThat(Timestamps.read("+10000-01-01T00:00:00Z")).isNull();
        assertThat(Timestamps.read("2025-02-30T00:00:00Z")).isNull();
        assertThat(Timestamps.read("2025-01-01T00:00:00")).isNull();
    }
}
