package dev.drover.sample.tradein;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A time at which somebody can come in, in the time zone of the business. */
record Slot(ZonedDateTime start, Duration length) {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("EEEE, MMMM d 'at' h:mm a", Locale.US);

    /** Its local start, such as {@code 2026-11-25T10:30}: short enough to be typed. */
    String id() {
        return ID.format(start);
    }

    String words() {
        return WORDS.format(start);
    }

    ZonedDateTime end() {
        return start.plus(length);
    }

    /** As JSON: id, words, start and end (ISO 8601 with offset), zone. */
    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", id());
        data.put("words", words());
        data.put("start", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start));
        data.put("end", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(end()));
        data.put("zone", start.getZone().getId());
        return data;
    }
}
