package dev.drover.a2a;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Times on the wire: {@code 2025-10-28T10:30:00.000Z}, always in UTC with milliseconds. */
final class Timestamps {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Timestamps() {}

    /** By hand, because every task and event has one and the formatters cost ten times as much. */
    static String write(Instant at) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
        digits(text, 4, time.getYear());
        digits(text, 7, time.getMonthValue());
        digits(text, 10, time.getDayOfMonth());
        digits(text, 13, time.getHour());
        digits(text, 16, time.getMinute());
        digits(text, 19, time.getSecond());
        digits(text, 23, time.getNano() / 1_000_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int end, int number) {
        for (int i = end - 1, rest = number; rest > 0; i--, rest /= 10) {
            text[i] = (byte) ('0' + rest % 10);
        }
    }

    /** An ISO 8601 time with an offset, in the years 1 to 9999; null when it is none. */
    static @Nullable Instant read(String text) {
        try {
            Instant at = Instant.parse(text);
            return at.isBefore(FIRST) || at.isAfter(LAST) ? null : at;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
