package dev.drover.wiring.work;

import dev.drover.identity.Caller;
import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.Exchange;

/**
 * The bean {@code context}: what agents keep between the messages of one context, as text by key. Another caller's
 * context is another one, whatever its id.
 */
public final class ContextState {
    private final StateStore state;
    private final Duration expiry;

    public ContextState(StateStore state, Duration expiry) {
        this.state = state;
        this.expiry = expiry;
    }

    /** The value, or an empty text. */
    public String get(Exchange exchange, String key) {
        return state.get(scoped(exchange, key))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    public void put(Exchange exchange, String key, String value) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        keys(caller, exchange.getVariable("contextId", String.class)).add(key);
        state.put(scoped(exchange, key), value.getBytes(StandardCharsets.UTF_8), expiry);
    }

    /** Removes all that agents have kept in this context of the caller's. */
    public void remove(Caller caller, String contextId) {
        ContextKeys keys = keys(caller, contextId);
        keys.all().forEach(key -> state.remove("context/" + place(caller, contextId) + "/" + key));
        keys.remove();
    }

    private ContextKeys keys(Caller caller, String contextId) {
        return new ContextKeys(state, "context-keys/" + place(caller, contextId), expiry);
    }

    private static String scoped(Exchange exchange, String key) {
        Caller caller = exchange.getVariable("caller", Caller.class);
        String contextId = exchange.getVariable("contextId", String.class);
        return "context/" + place(caller, contextId) + "/" + key;
    }

    private static String place(Caller caller, String contextId) {
        String owner = caller.name().length() + ":" + caller.name();
        return owner + "/" + contextId.length() + ":" + contextId;
    }
}
