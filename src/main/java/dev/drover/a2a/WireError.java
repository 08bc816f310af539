package dev.drover.a2a;

import dev.drover.refusal.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How both bindings say a reason (A2A 1.0.1, error code mappings; 415 for a wrong Content-Type as in 1.0.0, which the
 * conformance kit insists on).
 *
 * @param code the JSON-RPC code
 * @param rpcStatus the HTTP status around a JSON-RPC error: 200 for the protocol's own errors
 * @param status the HTTP status of the HTTP+JSON binding
 * @param name the status by its gRPC name
 * @param domain whose word {@code info} is; absent together with it
 * @param info the reason in the ErrorInfo; absent where the protocol has none
 */
record WireError(
        int code,
        int rpcStatus,
        int status,
        String name,
        @Nullable String domain,
        @Nullable String info) {
    static final WireError INTERNAL = plain(-32603, 200, 500, "INTERNAL");

    private static final String INVALID = "INVALID_ARGUMENT";
    private static final String FAILED = "FAILED_PRECONDITION";

    static WireError of(Reason reason) {
        return switch (reason) {
            case MALFORMED_JSON -> plain(-32700, 200, 400, INVALID);
            case INVALID_REQUEST -> plain(-32600, 200, 400, INVALID);
            case METHOD_NOT_FOUND -> plain(-32601, 200, 404, "NOT_FOUND");
            case INVALID_PARAMS -> plain(-32602, 200, 400, INVALID);
            case METHOD_NOT_ALLOWED -> plain(-32600, 405, 405, "UNIMPLEMENTED");
            case TOO_LARGE -> plain(-32600, 413, 413, INVALID);
            case TASK_NOT_FOUND -> a2a(-32001, 404, "NOT_FOUND", reason.name());
            case TASK_NOT_CANCELABLE -> a2a(-32002, 400, FAILED, reason.name());
            case PUSH_NOTIFICATION_NOT_SUPPORTED -> a2a(-32003, 400, FAILED, reason.name());
            case UNSUPPORTED_OPERATION -> a2a(-32004, 400, FAILED, reason.name());
            case CONTENT_TYPE_NOT_SUPPORTED -> a2a(-32005, 400, INVALID, reason.name());
            case UNSUPPORTED_MEDIA_TYPE -> a2a(-32005, 415, INVALID, Reason.CONTENT_TYPE_NOT_SUPPORTED.name());
            case INVALID_AGENT_RESPONSE -> a2a(-32006, 500, "INTERNAL", reason.name());
            case EXTENDED_AGENT_CARD_NOT_CONFIGURED -> a2a(-32007, 400, FAILED, reason.name());
            case EXTENSION_SUPPORT_REQUIRED -> a2a(-32008, 400, FAILED, reason.name());
            case VERSION_NOT_SUPPORTED -> a2a(-32009, 400, FAILED, reason.name());
            case UNAUTHENTICATED -> ours(-32041, 401, "UNAUTHENTICATED", reason);
            case FORBIDDEN -> ours(-32043, 403, "PERMISSION_DENIED", reason);
            case OVER_LIMIT -> ours(-32029, 429, "RESOURCE_EXHAUSTED", reason);
            case UNAVAILABLE -> ours(-32053, 503, "UNAVAILABLE", reason);
        };
    }

    private static WireError plain(int code, int rpcStatus, int status, String name) {
        return new WireError(code, rpcStatus, status, name, null, null);
    }

    private static WireError a2a(int code, int status, String name, String info) {
        return new WireError(code, 200, status, name, "a2a-protocol.org", info);
    }

    /** A2A has no code for these: they have the HTTP status in both bindings, and a code of the server's own range. */
    private static WireError ours(int code, int status, String name, Reason reason) {
        return new WireError(code, status, status, name, "drover", reason.name());
    }

    int status(Binding binding) {
        return binding == Binding.JSON_RPC ? rpcStatus : status;
    }
}
