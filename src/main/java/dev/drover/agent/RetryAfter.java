package dev.drover.agent;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header of RFC 9110, section 10.2.3, in its form of seconds; agents that name a date are asked again when we think fit. */
public final class RetryAfter {
    public static final String NAME = "Retry-After";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private RetryAfter() {}

    /** The pause that it asks for; null where it is absent or in another form. */
    public static @Nullable Duration of(@Nullable String value) {
        return value != null && SECONDS.matcher(value).matches() ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }
}
