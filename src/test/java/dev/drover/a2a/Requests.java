package dev.drover.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Requests as tests write them, and answers as tests look at them. */
final class Requests {
    static final Map<String, String> JSON = Map.of("Content-Type", "application/json", "A2A-Version", "1.0");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Requests() {}

    static HttpRequest request(String method, String path, Map<String, String> headers, byte[] body) {
        int mark = path.indexOf('?');
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new HttpRequest(
                method,
                mark < 0 ? path : path.substring(0, mark),
                mark < 0 ? null : path.substring(mark + 1),
                lower,
                body);
    }

    static HttpRequest post(String path, String body) {
        return request("POST", path, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    static HttpRequest get(String path) {
        return request("GET", path, Map.of("A2A-Version", "1.0"), new byte[0]);
    }

    static HttpRequest rpc(String method, String params) {
        return post("/", "{\"jsonrpc\":\"2.0\",\"id\":\"r1\",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    static JsonNode json(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + new String(body, StandardCharsets.UTF_8), e);
        }
    }

    /** JSON with single quotes, compared as text. */
    static String text(String quoted) {
        return quoted.replace('\'', '"');
    }
}
