package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.task.Cursor;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PageTokenTest {
    @Property
    void readsWhatItWrites(
            @ForAll @LongRange(min = -10_000_000_000L, max = 90_000_000_000L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @AlphaChars @StringLength(min = 1, max = 256) String taskId) {
        Cursor cursor = new Cursor(Instant.ofEpochSecond(seconds, nanos), taskId);

        assertThat(PageToken.read(PageToken.write(cursor))).isEqualTo(cursor);
    }

    @Property
    void takesNoOtherText(@ForAll String token) {
        assertThat(PageToken.read(token)).isNull();
    }

    @Test
    void takesEachTokenInOneSpellingOnly() {
        String token = PageToken.write(new Cursor(Instant.EPOCH, "task"));

        assertThat(PageToken.read(token + "=")).isNull();
        assertThat(PageToken.read(token.substring(0, token.length() - 8))).isNull();
    }
}
