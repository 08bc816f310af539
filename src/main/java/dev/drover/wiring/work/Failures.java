package dev.drover.wiring.work;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/** Which failures of a call may be gone at the next attempt. */
final class Failures {
    private Failures() {}

    /** No for what the agent will say again: a bug, or an HTTP answer in the 400s but 408, 425 and 429. */
    static boolean worthRetrying(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> false;
            case HttpOperationFailedException http ->
                http.getStatusCode() >= 500
                        || http.getStatusCode() == 408
                        || http.getStatusCode() == 425
                        || http.getStatusCode() == 429;
            case CamelExecutionException wrapped -> worthRetrying(wrapped.getCause());
            case RuntimeCamelException wrapped when wrapped.getCause() != null -> worthRetrying(wrapped.getCause());
            case IllegalStateException bug -> false;
            case IllegalArgumentException bug -> false;
            case NullPointerException bug -> false;
            default -> true;
        };
    }
}
