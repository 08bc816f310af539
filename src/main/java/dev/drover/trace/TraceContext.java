package dev.drover.trace;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as services tell one another (W3C Trace Context).
 *
 * @param traceparent the header of that name
 * @param tracestate what vendors add to it; may be empty
 */
public record TraceContext(String traceparent, String tracestate) {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int LONGEST_STATE = 512;

    /** Null for headers that are missing or malformed; a tracestate that is too long is left out. */
    public static @Nullable TraceContext read(@Nullable String traceparent, @Nullable String tracestate) {
        if (traceparent == null || !TRACEPARENT.matcher(traceparent).matches()) {
            return null;
        }
        return new TraceContext(
                traceparent, tracestate == null || tracestate.length() > LONGEST_STATE ? "" : tracestate);
    }

    /** The 32 digits that name the whole trace. */
    public String traceId() {
        return traceparent.substring(3, 35);
    }
}
