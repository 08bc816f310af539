package dev.drover.a2a;

import dev.drover.refusal.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the {@code error} object of either binding. */
final class AgentErrors {
    private AgentErrors() {}

    static AgentError read(Binding binding, Map<?, ?> error) {
        int code = error.get("code") instanceof Number number ? number.intValue() : 0;
        String text = error.get("message") instanceof String message ? message : "";
        Reason named = named(error.get(binding == Binding.JSON_RPC ? "data" : "details"));
        if (named != null) {
            return new AgentError(named, code, text);
        }
        return new AgentError(binding == Binding.JSON_RPC ? reasonOfCode(code) : reasonOf(code), code, text);
    }

    /** The reason in the ErrorInfo; null where there is none that we know. */
    private static @Nullable Reason named(@Nullable Object details) {
        if (!(details instanceof List<?> list)) {
            return null;
        }
        return list.stream()
                .filter(Map.class::isInstance)
                .map(detail -> ((Map<?, ?>) detail).get("reason"))
                .map(name -> Arrays.stream(Reason.values())
                        .filter(reason -> reason.name().equals(name))
                        .findFirst()
                        .orElse(null))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Reason reasonOfCode(int code) {
        return Arrays.stream(Reason.values())
                .filter(reason -> WireError.of(reason).code() == code)
                .findFirst()
                .orElse(null);
    }

    /** What an HTTP status alone says; null where it says too little. */
    static @Nullable Reason reasonOf(int status) {
        return switch (status) {
            case 400, 422 -> Reason.INVALID_PARAMS;
            case 401 -> Reason.UNAUTHENTICATED;
            case 403 -> Reason.FORBIDDEN;
            case 405 -> Reason.METHOD_NOT_ALLOWED;
            case 413 -> Reason.TOO_LARGE;
            case 415 -> Reason.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> Reason.OVER_LIMIT;
            case 503 -> Reason.UNAVAILABLE;
            default -> null;
        };
    }
}
