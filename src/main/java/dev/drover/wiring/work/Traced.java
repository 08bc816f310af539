package dev.drover.wiring.work;

import dev.drover.agent.Reply;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import dev.drover.trace.Span;
import dev.drover.trace.TraceContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Where an exchange stands in its trace. Where traces are off nothing stands anywhere, and only what came in is passed on. */
public final class Traced {
    /** The exchange property that holds the {@link Place}; Camel copies it with the exchange. */
    public static final String PLACE = "DroverTrace";

    private static final String BIRTH = "trace ";
    /** The birth of a task is in its first commit. */
    private static final int FIRST_COMMIT = 8;

    /** Something with an open span, the innermost of its exchange. */
    public interface Place {
        Span span();
    }

    private Traced() {}

    public static @Nullable Span span(Exchange exchange) {
        return exchange.getProperty(PLACE) instanceof Place place ? place.span() : null;
    }

    /** Hands over to an exchange that Camel does not know to belong to this one. */
    public static void carry(Exchange from, Exchange to) {
        Object place = from.getProperty(PLACE);
        if (place != null) {
            to.setProperty(PLACE, place);
        }
    }

    /** Leaves the variables {@code traceparent} and {@code tracestate}, for whoever is called next. */
    public static void leave(Exchange exchange, @Nullable TraceContext context) {
        if (context != null) {
            exchange.setVariable("traceparent", context.traceparent());
            exchange.setVariable("tracestate", context.tracestate().isEmpty() ? null : context.tracestate());
        }
    }

    /** What is in these variables. */
    public static @Nullable TraceContext left(Exchange exchange) {
        return TraceContext.read(
                exchange.getVariable("traceparent", String.class), exchange.getVariable("tracestate", String.class));
    }

    /** The same as headers of a request to whoever is called. */
    public static Map<String, String> headers(Exchange exchange) {
        Map<String, String> headers = new HashMap<>();
        TraceContext context = left(exchange);
        if (context != null) {
            headers.put("traceparent", context.traceparent());
            if (!context.tracestate().isEmpty()) {
                headers.put("tracestate", context.tracestate());
            }
        }
        return headers;
    }

    /** A step whose agent is missing has failed, though nothing was thrown. */
    static void replied(Exchange exchange, List<Event> events) {
        Span span = span(exchange);
        if (span != null
                && events.getLast() instanceof Event.Replied replied
                && replied.reply() instanceof Reply.Unavailable unavailable) {
            span.failed(unavailable.missing().word());
        }
    }

    /** What a task that is opened now keeps of its trace. */
    public static List<Event> birth(Exchange exchange, Instant now) {
        Span span = span(exchange);
        return span == null
                ? List.of()
                : List.of(new Event.Note(now, BIRTH + span.context().traceparent()));
    }

    /** Ties work that goes on later, or elsewhere, to the trace in which its task was born. */
    static void resumed(Exchange exchange, Task task, TaskStore store) {
        Span span = span(exchange);
        if (span == null) {
            return;
        }
        for (Recorded recorded : store.events(task.id(), 0, FIRST_COMMIT)) {
            if (recorded.event() instanceof Event.Note note && note.text().startsWith(BIRTH)) {
                TraceContext birth = TraceContext.read(note.text().substring(BIRTH.length()), null);
                if (birth != null && !birth.traceId().equals(span.context().traceId())) {
                    span.link(birth);
                }
            }
        }
    }
}
