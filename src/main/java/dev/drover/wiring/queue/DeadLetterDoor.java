package dev.drover.wiring.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.deadletter.DeadLetter;
import dev.drover.deadletter.DeadLetters;
import dev.drover.entry.Entry;
import dev.drover.http.RequestBody;
import dev.drover.identity.Caller;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import dev.drover.task.Cursor;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The bean {@code dead-letters}: what operators do with them over HTTP (docs/queues.md). Safe for any number of threads. */
public final class DeadLetterDoor {
    private static final Set<String> CREDENTIALS = Set.of("authorization", "x-api-key");
    private static final String PATH = "/admin/dead-letters";
    private static final int MOST = 100;

    private final DeadLetters letters;
    /** Made when it is first needed: it costs a start a tenth of a second. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }

    DeadLetterDoor(DeadLetters letters) {
        this.letters = letters;
    }

    /** Looks at method and path: leaves variables {@code entry}, {@code operation}, {@code id} and {@code query}. */
    public void open(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, String> credentials = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
                credentials.put(name.toLowerCase(Locale.ROOT), String.valueOf(value));
            }
        });
        String method = message.getHeader(Exchange.HTTP_METHOD, "", String.class);
        String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
        String query = message.getHeader(Exchange.HTTP_RAW_QUERY, "", String.class);
        message.removeHeaders("*");
        exchange.setVariable("entry", new Entry("admin", credentials, null, Entry.Wait.NONE, null));
        exchange.setVariable("query", query);
        List<String> rest = List.of(
                        path.substring(Math.min(path.length(), PATH.length())).split("/"))
                .stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
        exchange.setVariable("operation", operation(exchange, method, rest));
    }

    private static String operation(Exchange exchange, String method, List<String> rest) {
        if (method.equals("GET") && rest.isEmpty()) {
            return "list";
        }
        if (method.equals("POST") && rest.equals(List.of("run-again"))) {
            return "run-again";
        }
        if (rest.size() == 1 && method.equals("GET")) {
            exchange.setVariable("id", rest.getFirst());
            return "show";
        }
        if (rest.size() == 2
                && method.equals("POST")
                && Set.of("run-again", "discard").contains(rest.get(1))) {
            exchange.setVariable("id", rest.getFirst());
            return rest.get(1);
        }
        throw Refusal.of(
                Reason.METHOD_NOT_FOUND, "there is no " + method + " on this path; docs/queues.md lists what there is");
    }

    public void list(Exchange exchange) {
        Map<String, String> query = query(exchange.getVariable("query", String.class));
        DeadLetters.Some some = letters.list(limit(query.get("limit")), cursor(query.get("cursor")));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "deadLetters",
                some.letters().stream().map(DeadLetterDoor::shown).toList());
        answer.put("next", some.next() == null ? "" : token(some.next()));
        answer(exchange, answer);
    }

    public void show(Exchange exchange) {
        answer(exchange, shown(letters.find(exchange.getVariable("id", String.class))));
    }

    public void discard(Exchange exchange) {
        String note = body(exchange).path("note").asText("");
        if (note.isBlank() || note.length() > 1000) {
            throw Refusal.invalid(new Violation("note", "must say why, in at most 1000 characters"));
        }
        String id = exchange.getVariable("id", String.class);
        letters.discard(id, exchange.getVariable("caller", Caller.class), note);
        answer(exchange, Map.of("discarded", id));
    }

    /** Runs one or many again: the body becomes the ids of the tasks to work on; variable {@code results} tells of each. */
    public void runAgain(Exchange exchange) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        List<Map<String, String>> results = new ArrayList<>();
        List<String> tasks = new ArrayList<>();
        for (String id : ids(exchange)) {
            try {
                String again = letters.runAgain(id, caller);
                tasks.add(again);
                results.add(Map.of("id", id, "taskId", again));
            } catch (Refusal refusal) {
                results.add(Map.of("id", id, "error", refusal.text()));
            }
        }
        exchange.setVariable("results", results);
        exchange.getMessage().setBody(tasks);
    }

    private List<String> ids(Exchange exchange) {
        String id = exchange.getVariable("id", String.class);
        if (id != null) {
            letters.find(id);
            return List.of(id);
        }
        List<String> ids = new ArrayList<>();
        body(exchange).path("ids").forEach(one -> ids.add(one.asText()));
        if (ids.isEmpty() || ids.size() > MOST) {
            throw Refusal.invalid(new Violation("ids", "must name 1 to " + MOST + " dead letters"));
        }
        return ids;
    }

    public void results(Exchange exchange) {
        answer(exchange, Map.of("results", exchange.getVariable("results", List.class)));
    }

    private JsonNode body(Exchange exchange) {
        try {
            return Json.MAPPER.readTree(RequestBody.of(exchange.getMessage()));
        } catch (IOException e) {
            throw Refusal.of(Reason.MALFORMED_JSON, "the body is not valid JSON");
        }
    }

    private static Map<String, Object> shown(DeadLetter letter) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", letter.taskId());
        shown.put("contextId", letter.contextId());
        shown.put("state", letter.state().name().toLowerCase(Locale.ROOT));
        shown.put("reason", letter.reason());
        shown.put("attempts", letter.attempts());
        shown.put("at", letter.at().toString());
        shown.put("by", letter.by());
        shown.put("missing", letter.missing());
        shown.put("payload", letter.payload());
        return shown;
    }

    private void answer(Exchange exchange, Object answer) {
        try {
            exchange.getMessage().setBody(Json.MAPPER.writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader("Cache-Control", "no-store");
    }

    private static Map<String, String> query(String raw) {
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

    private static int limit(@Nullable String text) {
        if (text == null) {
            return 50;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw Refusal.invalid(new Violation("limit", "must be a whole number from 1 to " + MOST));
        }
        return Integer.parseInt(text);
    }

    private static String token(Cursor cursor) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((cursor.at() + " " + cursor.taskId()).getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Cursor cursor(@Nullable String token) {
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
