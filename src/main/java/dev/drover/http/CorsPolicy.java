package dev.drover.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages in browsers may call this server, and what they may send and see (the Fetch standard, CORS protocol). It
 * protects users of browsers; everybody else can send what they like, so it is no authentication.
 *
 * @param origins such as {@code https://app.example.com}, or {@code *} for every one; empty for none
 * @param headers that a page may send
 * @param exposed headers that a page may see
 * @param credentials whether a browser may send what it keeps for this server
 * @param maxAge how long a browser may remember what it was allowed
 */
public record CorsPolicy(
        Set<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        boolean credentials,
        Duration maxAge) {
    /** No page of another origin may call. */
    public static final CorsPolicy NONE =
            new CorsPolicy(Set.of(), List.of(), List.of(), List.of(), false, Duration.ZERO);

    private static final String ANY = "*";

    public CorsPolicy {
        origins = Set.copyOf(origins);
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
        exposed = List.copyOf(exposed);
        if (origins.contains(ANY) && credentials) {
            throw new IllegalArgumentException("cors.origins is * and cors.credentials is true: then every page that"
                    + " somebody opens could call in their name. Name the origins, or set cors.credentials = false");
        }
        for (String origin : origins) {
            if (!origin.equals(ANY) && !origin.matches("https?://[^/*\\s]+")) {
                throw new IllegalArgumentException("cors.origins has " + origin
                        + ", but must have origins such as https://app.example.com, without a path, or *");
            }
        }
    }

    /** Whether this asks what a page may do, and not for anything itself. */
    static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader(HttpHeaders.ORIGIN) != null
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }

    /** What a preflight is answered: 204, and what is allowed; 403 to an origin or for a method that is not. */
    Answer preflight(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (allowed(origin) == null) {
            return Answer.of(HttpError.FOREIGN_ORIGIN);
        }
        if (!methods.contains(request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD))) {
            return Answer.of(HttpError.FOREIGN_METHOD);
        }
        MultiMap answer = HttpHeaders.headers()
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods))
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, String.join(", ", headers))
                .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, Long.toString(maxAge.toSeconds()));
        return new Answer(204, answer, io.vertx.core.buffer.Buffer.buffer(), null);
    }

    /** Adds to an answer what lets a page of an allowed origin see it. */
    void addTo(MultiMap answer, @Nullable String origin) {
        if (origins.isEmpty()) {
            return;
        }
        answer.add(HttpHeaders.VARY, "Origin");
        String allowed = allowed(origin);
        if (allowed == null) {
            return;
        }
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
        if (credentials) {
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
        if (!exposed.isEmpty()) {
            answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", exposed));
        }
    }

    private @Nullable String allowed(@Nullable String origin) {
        if (origin == null) {
            return null;
        }
        return origins.contains(ANY) ? ANY : origins.contains(origin) ? origin : null;
    }
}
