package dev.drover.a2a;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON-RPC 2.0 request, each asked for when it is its turn. */
record Envelope(Map<?, ?> members) {

    static Envelope of(@Nullable Object json) {
        if (json instanceof Map<?, ?> members) {
            return new Envelope(members);
        }
        throw invalid("the body must be one JSON-RPC request object; batches are not supported");
    }

    /** The id as raw JSON; null when it is absent, null or of no use. */
    @Nullable
    String id() {
        return switch (members.get("id")) {
            case String text -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
            case Number number -> number.toString();
            case null, default -> null;
        };
    }

    String method() {
        if (!"2.0".equals(members.get("jsonrpc"))) {
            throw invalid("jsonrpc must be \"2.0\"");
        }
        Object id = members.get("id");
        if (id != null && !(id instanceof String) && !(id instanceof Number)) {
            throw invalid("id must be a string or a number");
        }
        if (members.get("method") instanceof String method && !method.isEmpty()) {
            return method;
        }
        throw invalid("method must be the name of an operation, such as SendMessage");
    }

    @SuppressWarnings("unchecked") // Json makes maps with names as keys
    Map<String, @Nullable Object> params() {
        return switch (members.get("params")) {
            case null -> Map.of();
            case Map<?, ?> params -> (Map<String, @Nullable Object>) params;
            default -> {
                Violations violations = new Violations();
                violations.add(Place.of(null, "params"), "must be an object");
                violations.refuse();
                yield Map.of();
            }
        };
    }

    private static Refusal invalid(String why) {
        return Refusal.of(Reason.INVALID_REQUEST, why);
    }
}
