package dev.drover.adapter.a2aclient;

import dev.drover.a2a.AgentError;
import dev.drover.agent.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An agent that answered with an error, in its words and in those of HTTP. It has no stack trace. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient AgentError error;
    private final int status;
    private final transient @Nullable Duration retryAfter;

    Refused(AgentError error, int status, HttpHeaders headers) {
        super(error.text(), null, false, false);
        this.error = error;
        this.status = status;
        retryAfter = RetryAfter.of(headers.firstValue(RetryAfter.NAME).orElse(null));
    }

    AgentError error() {
        return error;
    }

    int status() {
        return status;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
