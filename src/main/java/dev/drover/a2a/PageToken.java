package dev.drover.a2a;

import dev.drover.task.Cursor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A cursor as opaque text: base64url of {@code seconds.nanos.taskId}. It holds nothing that its reader may not see. */
final class PageToken {
    private static final Pattern CURSOR = Pattern.compile("(-?[0-9]{1,11})\\.([0-9]{1,9})\\.(.{1,256})");

    private PageToken() {}

    static String write(Cursor cursor) {
        Instant at = cursor.at();
        String text = at.getEpochSecond() + "." + at.getNano() + "." + cursor.taskId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Null when this is no token of ours. */
    static @Nullable Cursor read(String token) {
        byte[] bytes = Raw.decode(token);
        Matcher matcher = CURSOR.matcher(bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
        if (!matcher.matches()) {
            return null;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        Cursor cursor = new Cursor(at, matcher.group(3));
        return write(cursor).equals(token) ? cursor : null;
    }
}
