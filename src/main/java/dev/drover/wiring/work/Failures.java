package dev.drover.wiring.work;

import dev.drover.agent.CallFailed;
import dev.drover.agent.RetryAfter;
import dev.drover.message.Part;
import dev.drover.model.ModelFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/** Which failures of a call may be gone at the next attempt, when, and what is said of them. */
public final class Failures {
    private Failures() {}

    /** What went wrong, without what Camel has wrapped it in. */
    public static Throwable cause(Throwable fault) {
        boolean wrapped = fault instanceof RuntimeCamelException || fault instanceof CamelExchangeException;
        return wrapped && fault.getCause() != null ? cause(fault.getCause()) : fault;
    }

    /** No for what the agent will say again: a bug, or an HTTP answer in the 400s but 408, 425 and 429. */
    static boolean worthRetrying(Throwable cause) {
        return switch (cause) {
            case HttpOperationFailedException http ->
                http.getStatusCode() >= 500
                        || http.getStatusCode() == 408
                        || http.getStatusCode() == 425
                        || http.getStatusCode() == 429;
            case ModelFailure failure -> failure.isPassing();
            case CallFailed failed -> failed.again();
            case IllegalStateException bug -> false;
            case IllegalArgumentException bug -> false;
            case NullPointerException bug -> false;
            default -> true;
        };
    }

    /** The pause that whoever failed asks for; none where nothing is said of it. */
    static Duration retryAfter(Throwable cause) {
        Duration after =
                switch (cause) {
                    case ModelFailure failure -> failure.retryAfter();
                    case CallFailed failed -> failed.retryAfter();
                    case HttpOperationFailedException http ->
                        RetryAfter.of(header(http.getResponseHeaders(), RetryAfter.NAME));
                    default -> null;
                };
        return after == null ? Duration.ZERO : after;
    }

    private static @Nullable String header(@Nullable Map<String, String> headers, String name) {
        return headers == null
                ? null
                : headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /** What the caller may be told of it. */
    static List<Part> said(Throwable cause) {
        return switch (cause) {
            case CallFailed failed -> List.of(Part.text(failed.text()));
            case OverLimit full -> List.of(Part.text("too many calls are in progress"));
            default -> List.of();
        };
    }
}
