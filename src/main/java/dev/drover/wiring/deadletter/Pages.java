package dev.drover.wiring.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.deadletter.DeadLetter;
import dev.drover.http.RequestBody;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import dev.drover.task.Cursor;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Dead letters on the wire: JSON, and queries with a cursor. */
final class Pages {
    /** How many one request may be about. */
    static final int MOST = 100;

    private Pages() {}

    /** Made when it is first needed: it costs a start a tenth of a second. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }

    static JsonNode body(Exchange exchange) {
        try {
            return Json.MAPPER.readTree(RequestBody.of(exchange.getMessage()));
        } catch (IOException e) {
            throw Refusal.of(Reason.MALFORMED_JSON, "the body is not valid JSON");
        }
    }

    static void answer(Exchange exchange, Object answer) {
        try {
            exchange.getMessage().setBody(Json.MAPPER.writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader("Cache-Control", "no-store");
    }

    static Map<String, Object> shown(DeadLetter letter) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", letter.id());
        shown.put("kind", letter.kind().name().toLowerCase(Locale.ROOT));
        shown.put("taskId", letter.taskId());
        shown.put("contextId", letter.contextId());
        shown.put("reason", letter.reason());
        shown.put("attempts", letter.attempts());
        shown.put("at", letter.at().toString());
        shown.put("by", letter.by());
        shown.put("missing", letter.missing());
        shown.put("payload", letter.payload());
        return shown;
    }

    static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return 50;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw Refusal.invalid(new Violation("limit", "must be a whole number from 1 to " + MOST));
        }
        return Integer.parseInt(text);
    }

    static String token(Cursor cursor) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((cursor.at() + " " + cursor.taskId()).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Cursor cursor(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 2);
            if (parts.length == 2) {
                return new Cursor(Instant.parse(parts[0]), parts[1]);
            }
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // told below
        }
        throw Refusal.invalid(new Violation("cursor", "must be one that a page gave as next"));
    }
}
