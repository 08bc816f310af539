package dev.drover.a2a;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as the door saw it. The body is not copied; nobody changes it.
 *
 * @param rawPath undecoded, such as {@code /tasks/a%3Acancel}
 * @param rawQuery undecoded, without the question mark
 * @param headers by lower-case name
 */
public record HttpRequest(
        String method, String rawPath, @Nullable String rawQuery, Map<String, String> headers, byte[] body) {
    /** The same request with its body, which may be read later than its head. */
    public HttpRequest withBody(byte[] read) {
        return new HttpRequest(method, rawPath, rawQuery, headers, read);
    }

    /** The header's value, trimmed; empty when it is absent. */
    String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value.trim();
    }

    /** Without headers, query and body: they may hold secrets. */
    @Override
    public String toString() {
        return method + " " + rawPath;
    }
}
