package dev.drover.wiring.deadletter;

import dev.drover.deadletter.DeadLetters;
import dev.drover.entry.Entry;
import dev.drover.identity.Caller;
import dev.drover.queue.Outbox;
import dev.drover.queue.Owed;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The bean {@code dead-letters}: what operators do with them over HTTP (docs/queues.md). Safe for any number of threads. */
public final class DeadLetterDoor {
    private static final Set<String> CREDENTIALS = Set.of("authorization", "x-api-key");
    private static final String PATH = "/admin/dead-letters";

    private final DeadLetters letters;
    private final Outbox outbox;
    private final Clock clock;

    DeadLetterDoor(DeadLetters letters, Outbox outbox, Clock clock) {
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
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
        Map<String, String> query = Pages.query(exchange.getVariable("query", String.class));
        DeadLetters.Some some = letters.list(Pages.limit(query.get("limit")), Pages.cursor(query.get("cursor")));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deadLetters", some.letters().stream().map(Pages::shown).toList());
        answer.put("next", some.next() == null ? "" : Pages.token(some.next()));
        Pages.answer(exchange, answer);
    }

    public void show(Exchange exchange) {
        Pages.answer(exchange, Pages.shown(letters.find(exchange.getVariable("id", String.class))));
    }

    public void discard(Exchange exchange) {
        String note = Pages.body(exchange).path("note").asText("");
        if (note.isBlank() || note.length() > 1000) {
            throw Refusal.invalid(new Violation("note", "must say why, in at most 1000 characters"));
        }
        String id = exchange.getVariable("id", String.class);
        letters.discard(id, exchange.getVariable("caller", Caller.class), note);
        Pages.answer(exchange, Map.of("discarded", id));
    }

    /** Runs one or many again: the body becomes the ids of the tasks to work on; variable {@code results} tells of each. */
    public void runAgain(Exchange exchange) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        List<Map<String, String>> results = new ArrayList<>();
        List<String> tasks = new ArrayList<>();
        for (String id : ids(exchange)) {
            try {
                results.add(Map.of("id", id, "taskId", runAgain(id, caller, tasks)));
            } catch (Refusal refusal) {
                results.add(Map.of("id", id, "error", refusal.text()));
            }
        }
        exchange.setVariable("results", results);
        exchange.getMessage().setBody(tasks);
    }

    private String runAgain(String id, Caller caller, List<String> tasks) {
        return switch (letters.runAgain(id, caller)) {
            case DeadLetters.Again.Work work -> {
                tasks.add(work.taskId());
                yield work.taskId();
            }
            case DeadLetters.Again.Send send -> {
                outbox.owe(Owed.of(send.taskId(), send.details(), clock.instant()));
                letters.settled(id, caller, "as a reply that is owed");
                yield send.taskId();
            }
        };
    }

    private List<String> ids(Exchange exchange) {
        String id = exchange.getVariable("id", String.class);
        if (id != null) {
            letters.find(id);
            return List.of(id);
        }
        List<String> ids = new ArrayList<>();
        Pages.body(exchange).path("ids").forEach(one -> ids.add(one.asText()));
        if (ids.isEmpty() || ids.size() > Pages.MOST) {
            throw Refusal.invalid(new Violation("ids", "must name 1 to " + Pages.MOST + " dead letters"));
        }
        return ids;
    }

    public void results(Exchange exchange) {
        Pages.answer(exchange, Map.of("results", exchange.getVariable("results", List.class)));
    }
}
