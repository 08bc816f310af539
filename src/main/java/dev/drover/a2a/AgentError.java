package dev.drover.a2a;

import dev.drover.refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * An error that an agent answered with. It has no stack trace.
 *
 * <p>The text is the agent's own, cut to a length; the reason is absent for a code that A2A does not have.
 */
public final class AgentError extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 300;

    private final @Nullable Reason reason;
    private final int code;

    AgentError(@Nullable Reason reason, int code, String text) {
        super(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text, null, false, false);
        this.reason = reason;
        this.code = code;
    }

    public @Nullable Reason reason() {
        return reason;
    }

    /** The JSON-RPC code, or in HTTP+JSON the HTTP status. */
    public int code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
