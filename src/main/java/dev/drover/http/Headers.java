package dev.drover.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The headers between the wire and a message.
 *
 * <p>Camel keeps a request's headers on the message that becomes the answer. They must not be echoed, so the very value
 * objects that came in are remembered, and a header is an answer's only if its value is another object: a route that
 * sets a header answers with it, a route that leaves it does not. Headers that only make sense in a request,
 * credentials above all, are not answered in any case.
 */
final class Headers {

    private static final Set<String> NEVER_ANSWERED = Set.of(
            // of one connection, or made by the server
            "connection",
            "content-length",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            // of requests
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "authorization",
            "cookie",
            "from",
            "host",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "max-forwards",
            "origin",
            "proxy-authorization",
            "range",
            "referer",
            "user-agent",
            "x-api-key");

    private Headers() {}

    /** Fills in a request's headers; returns the values that came from outside, by identity. */
    static Set<Object> read(Request request, Message message) {
        HttpServerRequest http = request.http();
        Map<String, Object> headers = message.getHeaders();
        Set<Object> inbound = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Map.Entry<String, String> header : http.headers()) {
            if (!isOurs(header.getKey())) {
                Object before = headers.get(header.getKey());
                String value = before == null ? header.getValue() : before + ", " + header.getValue();
                headers.put(header.getKey(), value);
                inbound.add(value);
            }
        }
        request.parameters().forEach((name, value) -> {
            headers.put(name, value);
            inbound.add(value);
        });
        headers.put(Exchange.HTTP_METHOD, http.method().name());
        headers.put(Exchange.HTTP_PATH, http.path());
        headers.put(Exchange.HTTP_URI, http.path());
        String query = http.query();
        if (query != null) {
            headers.put(Exchange.HTTP_QUERY, query);
            headers.put(Exchange.HTTP_RAW_QUERY, query);
        }
        headers.put(AsyncHttpEngine.REMOTE_ADDRESS, http.remoteAddress().hostAddress());
        String subject = subject(http);
        if (subject != null) {
            headers.put(AsyncHttpEngine.CLIENT_CERTIFICATE, subject);
        }
        return inbound;
    }

    /** Whom the client's certificate names; TLS has checked it already. */
    private static @Nullable String subject(HttpServerRequest http) {
        if (!http.isSSL()) {
            return null;
        }
        try {
            return http.connection().peerCertificates().getFirst() instanceof X509Certificate certificate
                    ? certificate.getSubjectX500Principal().getName()
                    : null;
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
    }

    /** Adds a message's headers to an answer, without those that came in. */
    static void write(Message message, Set<Object> inbound, MultiMap answer) {
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            String name = header.getKey();
            Object value = header.getValue();
            if (value == null || inbound.contains(value) || isOurs(name)) {
                continue;
            }
            if (!NEVER_ANSWERED.contains(name.toLowerCase(Locale.ROOT))) {
                add(answer, name, value);
            }
        }
    }

    private static void add(MultiMap answer, String name, Object value) {
        switch (value) {
            case String text -> answer.add(name, text);
            case Number number -> answer.add(name, number.toString());
            case Boolean flag -> answer.add(name, flag.toString());
            case Iterable<?> values -> values.forEach(each -> answer.add(name, String.valueOf(each)));
            default -> {
                // not a header's value: state that the route keeps in its message
            }
        }
    }

    private static boolean isOurs(String name) {
        return name.regionMatches(true, 0, "Camel", 0, 5) || name.regionMatches(true, 0, "Agent", 0, 5);
    }
}
