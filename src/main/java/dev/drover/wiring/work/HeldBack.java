package dev.drover.wiring.work;

import dev.drover.task.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What an agent shows while nobody knows yet whether it is to be shown. Safe for any number of threads. */
final class HeldBack {
    private static final String PROPERTY = "DroverHeldBack";

    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** From here on, what the agent of this exchange shows comes here. */
    void in(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** Where what the agent of this exchange shows is held back; null where it is not. */
    static @Nullable HeldBack of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, HeldBack.class);
    }

    void add(Event event) {
        events.add(event);
    }

    /** In the order of what happened. */
    List<Event> events() {
        return events;
    }
}
