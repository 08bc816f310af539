package dev.drover.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** What every answer carries: that it is data and no page, that it is nobody else's, and what CORS adds. */
record CommonHeaders(CorsPolicy cors, Duration hsts) {
    private static final String[][] FIXED = {
        {"X-Content-Type-Options", "nosniff"},
        {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
        {"Referrer-Policy", "no-referrer"},
    };

    static CommonHeaders of(ServerSettings settings) {
        TlsSettings tls = settings.tls();
        return new CommonHeaders(settings.cors(), tls == null ? Duration.ZERO : tls.hsts());
    }

    void addTo(MultiMap answer, HttpServerRequest request) {
        for (String[] header : FIXED) {
            answer.set(header[0], header[1]);
        }
        if (!answer.contains(HttpHeaders.CACHE_CONTROL)) {
            answer.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (hsts.isPositive()) {
            answer.set("Strict-Transport-Security", "max-age=" + hsts.toSeconds());
        }
        cors.addTo(answer, request.getHeader(HttpHeaders.ORIGIN));
    }

    /** The same for an answer that is written before there is a request, as lines of its head. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        for (String[] header : FIXED) {
            lines.append("\r\n").append(header[0]).append(": ").append(header[1]);
        }
        lines.append("\r\nCache-Control: no-store");
        if (hsts.isPositive()) {
            lines.append("\r\nStrict-Transport-Security: max-age=").append(hsts.toSeconds());
        }
        return lines.toString();
    }
}
