package dev.drover.wiring.remote;

import dev.drover.identity.Caller;
import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Which task and which context of a remote agent belong to which of ours, kept in the state so that any replica can go
 * on with them. The agent makes its own ids: two callers' contexts can never meet in it.
 */
final class Links {
    private final StateStore state;
    private final Duration task;
    private final Duration context;

    /**
     * A task of the agent's.
     *
     * @param round of our task in which it was last heard of
     */
    record Link(int round, String taskId) {}

    /**
     * Links that are kept for these times after they were last used.
     *
     * @param task for one step of a task
     * @param context for all tasks of a context
     */
    Links(StateStore state, Duration task, Duration context) {
        this.state = state;
        this.task = task;
        this.context = context;
    }

    Optional<Link> find(String agent, CallId call) {
        return read(taskKey(agent, call))
                .map(value -> value.split("\n"))
                .map(lines -> new Link(Integer.parseInt(lines[0]), lines[1]));
    }

    void put(String agent, CallId call, String taskId) {
        write(taskKey(agent, call), call.round() + "\n" + taskId, task);
    }

    /** The agent's context for the caller's; absent before its first answer. */
    Optional<String> context(String agent, Caller caller, String contextId) {
        return read(contextKey(agent, caller, contextId));
    }

    void putContext(String agent, Caller caller, String contextId, String remote) {
        write(contextKey(agent, caller, contextId), remote, context);
    }

    private Optional<String> read(String key) {
        return state.get(key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private void write(String key, String value, Duration expiry) {
        state.put(key, value.getBytes(StandardCharsets.UTF_8), expiry);
    }

    private static String taskKey(String agent, CallId call) {
        return "remote-task/" + agent + "/" + call.taskId() + "/" + call.step();
    }

    private static String contextKey(String agent, Caller caller, String contextId) {
        return "remote-context/" + agent + "/" + caller.name().length() + ":" + caller.name() + "/" + contextId;
    }
}
