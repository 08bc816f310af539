package dev.drover.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/**
 * An answer of the server itself, before or instead of a route's: a code, its google.rpc status name, and a message.
 *
 * <p>The message is built from fixed words and numbers only: it needs no escaping and repeats nothing of the request.
 */
record HttpError(int code, String status, String message, Map<String, String> headers) {

    static final HttpError INTERNAL = new HttpError(500, "INTERNAL", "internal error", Map.of());
    static final HttpError NOT_FOUND = new HttpError(404, "NOT_FOUND", "there is nothing at this path", Map.of());
    static final HttpError GONE = malformed("the client has gone before its request was whole");
    static final HttpError FOREIGN_ORIGIN =
            new HttpError(403, "PERMISSION_DENIED", "pages of this origin may not call (cors.origins)", Map.of());
    static final HttpError FOREIGN_METHOD =
            new HttpError(403, "PERMISSION_DENIED", "pages may not use this method (cors.methods)", Map.of());
    static final HttpError UNAVAILABLE = new HttpError(
            503, "UNAVAILABLE", "the server is starting or stopping; come back in 1 s", Map.of("Retry-After", "1"));

    HttpError {
        headers = Map.copyOf(headers);
    }

    static HttpError malformed(String message) {
        return new HttpError(400, "INVALID_ARGUMENT", message, Map.of());
    }

    static HttpError tooSlow(long millis) {
        String message = "the request did not arrive within " + millis + " ms";
        return new HttpError(408, "DEADLINE_EXCEEDED", message, Map.of());
    }

    static HttpError bodyTooLarge(long limit) {
        return new HttpError(413, "INVALID_ARGUMENT", "the body is larger than " + limit + " bytes", Map.of());
    }

    static HttpError lineTooLong(int limit) {
        String message = "the request line is longer than " + limit + " bytes";
        return new HttpError(414, "INVALID_ARGUMENT", message, Map.of());
    }

    static HttpError headersTooLarge(int limit) {
        return new HttpError(431, "INVALID_ARGUMENT", "the headers are larger than " + limit + " bytes", Map.of());
    }

    static HttpError wrongMethod(Collection<String> allowed) {
        String allow = String.join(", ", allowed);
        return new HttpError(405, "UNIMPLEMENTED", "this path takes only " + allow, Map.of("Allow", allow));
    }

    byte[] json() {
        return "{\"error\":{\"code\":%d,\"status\":\"%s\",\"message\":\"%s\"}}"
                .formatted(code, status, message)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The whole answer as it goes over a connection that is closed after it.
     *
     * @param common what every answer carries, as lines of the head
     */
    byte[] bytes(String common) {
        byte[] body = json();
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(HttpResponseStatus.valueOf(code));
        headers.forEach(
                (name, value) -> text.append("\r\n").append(name).append(": ").append(value));
        text.append(common);
        text.append("\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n\r\n")
                .append(new String(body, StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
