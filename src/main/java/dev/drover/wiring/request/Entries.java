package dev.drover.wiring.request;

import dev.drover.a2a.MessageJson;
import dev.drover.answer.Spoken;
import dev.drover.entry.Entry;
import dev.drover.entry.Particulars;
import dev.drover.http.RequestBody;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.refusal.Refusal;
import dev.drover.refusal.Violation;
import dev.drover.task.Ids;
import dev.drover.task.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The bean {@code entries}: the door for ways in that are not A2A (docs/ways-in.md), and what an entry says as flat variables. */
public final class Entries {
    private final boolean byMessageId;

    Entries(boolean byMessageId) {
        this.byMessageId = byMessageId;
    }

    /**
     * The body becomes the message that {@code direct:request} takes: text a text part, maps and lists a data part. Leaves
     * variables {@code entry} and {@code caller}. A route says more in the variables messageId, contextId, taskId, agents,
     * deadline and waitFor, and in caller a name below the door's own.
     *
     * @param door a name for this way in; its caller is the door itself, or a name below it
     */
    public void read(Exchange exchange, String door) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Map<?, ?> || body instanceof List<?>) {
            read(exchange, door, Part.data(body));
            return;
        }
        String text = body instanceof RequestBody late
                ? new String(late.bytes(), StandardCharsets.UTF_8)
                : exchange.getMessage().getBody(String.class);
        if (text == null || text.isBlank()) {
            throw Refusal.invalid(new Violation("body", "must not be empty"));
        }
        read(exchange, door, Part.text(text));
    }

    /** The same for a body in JSON, which becomes a data part. */
    public void readJson(Exchange exchange, String door) {
        read(exchange, door, Part.data(MessageJson.value(RequestBody.of(exchange.getMessage()))));
    }

    private static void read(Exchange exchange, String door, Part part) {
        Particulars particulars = Particulars.read(name -> exchange.getVariable(name, String.class));
        Message message = particulars.message(List.of(part), Ids::next);
        exchange.setVariable("caller", new Caller(particulars.callerAt(door)));
        exchange.setVariable(
                "entry",
                new Entry(
                        door,
                        Map.of(),
                        Particulars.idempotencyKey(door, particulars.messageId()),
                        waitFor(exchange.getVariable("waitFor", "end", String.class)),
                        particulars.deadline()));
        exchange.getMessage().setBody(message);
    }

    private static Entry.Wait waitFor(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "none" -> Entry.Wait.NONE;
            case "end" -> Entry.Wait.END;
            default -> throw Refusal.invalid(new Violation("waitFor", "must be none or end"));
        };
    }

    /** The task in the body becomes its answer as text: leaves variables {@code contextId}, {@code outcome} and {@code missing}. */
    public void write(Exchange exchange) {
        Task task = exchange.getMessage().getBody(Task.class);
        Spoken spoken = new Spoken(task);
        exchange.setVariable("contextId", task.contextId());
        exchange.setVariable("outcome", spoken.outcome());
        exchange.setVariable("missing", String.join(",", spoken.missing()));
        exchange.getMessage().setBody(MessageJson.plain(spoken.parts()));
    }

    /** The key that makes a repeat recognisable; null when the sender gave none. */
    public @Nullable String idempotencyKey(Exchange exchange) {
        Message message = exchange.getMessage().getBody(Message.class);
        String key = entry(exchange).idempotencyKey();
        return key == null && byMessageId && message.taskId() == null ? "message:" + message.id() : key;
    }

    public String waitFor(Exchange exchange) {
        return entry(exchange).waitFor().name();
    }

    private static Entry entry(Exchange exchange) {
        return exchange.getVariable("entry", Entry.class);
    }
}
