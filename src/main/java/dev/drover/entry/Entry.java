package dev.drover.entry;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a message came in and what its sender waits for: the variable {@code entry} of {@code direct:request}.
 *
 * @param binding what the answer is written in: a2a, or a trigger's name
 * @param credentials header values by lower-case header name, taken out of the message's headers
 * @param idempotencyKey absent when the sender gave none
 * @param deadline for the whole task; absent means the setting
 */
public record Entry(
        String binding,
        Map<String, String> credentials,
        @Nullable String idempotencyKey,
        Wait waitFor,
        @Nullable Duration deadline) {

    public Entry {
        credentials = Map.copyOf(credentials);
    }

    /** What the sender waits for. */
    public enum Wait {
        /** The task as it is once it is accepted. */
        NONE,
        /** The task once it is at rest, for a bounded time. */
        END,
        /** Every event as it happens. */
        STREAM
    }

    /** Credentials do not show. */
    @Override
    public String toString() {
        return "Entry[" + binding + ", " + waitFor + "]";
    }
}
