package dev.drover.a2a;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer goes: enough to write any answer or error, even when the request is broken.
 *
 * @param operation absent while it is unknown: in JSON-RPC the body names it
 * @param id the JSON-RPC id as raw JSON; absent is written as null
 * @param a2aJson whether the client's Accept header names application/a2a+json
 * @param extensions the extensions that the client asked for and that are known here
 */
public record Return(
        Binding binding,
        @Nullable Operation operation,
        @Nullable String id,
        boolean a2aJson,
        List<String> extensions) {

    public Return {
        extensions = List.copyOf(extensions);
    }

    Return withId(@Nullable String known) {
        return new Return(binding, operation, known, a2aJson, extensions);
    }

    Return withOperation(Operation known) {
        return new Return(binding, known, id, a2aJson, extensions);
    }

    /** Whether anybody may ask this, with no credentials: only the agent card. */
    public boolean open() {
        return operation == Operation.AGENT_CARD;
    }
}
