package dev.drover.adapter.a2aclient;

import dev.drover.message.Message;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is asked.
 *
 * @param message with the agent's own ids of task and context where it goes on with one, else with none
 * @param begun the agent's task that an earlier attempt of this very call has begun: it is followed, and nothing is sent
 * @param call the same in every attempt; the agent can tell a repeat by it
 * @param left the time that the call may take
 * @param idempotent whether the agent does the work once, however often it gets the same call
 * @param headers further ones, such as that of the trace
 */
public record Ask(
        Message message,
        @Nullable String begun,
        String call,
        Duration left,
        boolean idempotent,
        Map<String, String> headers) {
    public Ask {
        headers = Map.copyOf(headers);
    }
}
