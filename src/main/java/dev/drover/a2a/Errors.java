package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes errors: the {@code error} object of either binding, with what google.rpc has for details. */
final class Errors {
    private static final String FAILURE = "something went wrong here; it is not your request, and it is in our log";
    private static final String TYPE = "type.googleapis.com/google.rpc.";

    private Errors() {}

    static Document refusal(Binding binding, Refusal refusal) {
        WireError error = WireError.of(refusal.reason());
        return out -> error(out, binding, error, refusal.text(), refusal);
    }

    static Document failure(Binding binding) {
        return out -> error(out, binding, WireError.INTERNAL, FAILURE, null);
    }

    private static void error(
            JsonGenerator out, Binding binding, WireError error, String message, @Nullable Refusal refusal)
            throws IOException {
        boolean rpc = binding == Binding.JSON_RPC;
        out.writeStartObject();
        out.writeNumberField("code", rpc ? error.code() : error.status());
        if (!rpc) {
            out.writeStringField("status", error.name());
        }
        out.writeStringField("message", message);
        if (refusal != null && detailed(error, refusal)) {
            out.writeArrayFieldStart(rpc ? "data" : "details");
            details(out, error, refusal);
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static boolean detailed(WireError error, Refusal refusal) {
        return error.info() != null || !refusal.violations().isEmpty() || refusal.retryAfter() != null;
    }

    private static void details(JsonGenerator out, WireError error, Refusal refusal) throws IOException {
        if (error.info() != null) {
            begin(out, "ErrorInfo");
            out.writeStringField("reason", error.info());
            Wire.text(out, "domain", error.domain());
            FreeJson.member(out, "metadata", refusal.details());
            out.writeEndObject();
        }
        if (!refusal.violations().isEmpty()) {
            begin(out, "BadRequest");
            out.writeArrayFieldStart("fieldViolations");
            for (Violation violation : refusal.violations()) {
                FreeJson.write(out, Map.of("field", violation.field(), "description", violation.description()));
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        if (refusal.retryAfter() != null) {
            begin(out, "RetryInfo");
            out.writeStringField("retryDelay", seconds(refusal.retryAfter()) + "s");
            out.writeEndObject();
        }
    }

    private static void begin(JsonGenerator out, String type) throws IOException {
        out.writeStartObject();
        out.writeStringField("@type", TYPE + type);
    }

    /** Whole seconds, rounded up: who comes back then is not early. */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
