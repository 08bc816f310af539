package dev.drover.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expected no: its message is safe to show to the caller. It has no stack trace. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient @Nullable Duration retryAfter;
    private final transient List<Violation> violations;
    private final transient Map<String, String> details;

    private Refusal(
            Reason reason,
            String message,
            @Nullable Duration retryAfter,
            List<Violation> violations,
            Map<String, String> details) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
        this.violations = List.copyOf(violations);
        this.details = Map.copyOf(details);
    }

    public static Refusal of(Reason reason, String message) {
        return new Refusal(reason, message, null, List.of(), Map.of());
    }

    /** A refusal with facts for programs, such as the task's id or the methods that are allowed. */
    public static Refusal of(Reason reason, String message, Map<String, String> details) {
        return new Refusal(reason, message, null, List.of(), details);
    }

    public static Refusal invalid(Violation... violations) {
        return invalid(List.of(violations));
    }

    /** Invalid parameters; the message is made of the violations, at least one. */
    public static Refusal invalid(List<Violation> violations) {
        String message =
                String.join("; ", violations.stream().map(Violation::toString).toList());
        return new Refusal(Reason.INVALID_PARAMS, message, null, violations, Map.of());
    }

    public static Refusal taskNotFound(String taskId) {
        return of(Reason.TASK_NOT_FOUND, "there is no task " + taskId, Map.of("taskId", taskId));
    }

    /** A refusal that ends by itself after a while. */
    public static Refusal retryLater(Reason reason, String message, Duration after) {
        return new Refusal(reason, message, after, List.of(), Map.of());
    }

    public Reason reason() {
        return reason;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /** When it is worth to come back; absent where no time is known. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Map<String, String> details() {
        return details;
    }
}
