package dev.drover.a2a;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a path names, and what each verb does there. */
enum Resource {
    /** The JSON-RPC endpoint: the body names the operation. */
    RPC(null, null, null, "POST"),
    CARD(Operation.AGENT_CARD, null, null, "GET, HEAD"),
    EXTENDED_CARD(Operation.GET_EXTENDED_AGENT_CARD, null, null, "GET"),
    SEND(null, Operation.SEND_MESSAGE, null, "POST"),
    STREAM(null, Operation.SEND_STREAMING_MESSAGE, null, "POST"),
    TASKS(Operation.LIST_TASKS, null, null, "GET"),
    TASK(Operation.GET_TASK, null, null, "GET"),
    CANCEL(null, Operation.CANCEL_TASK, null, "POST"),
    /** The proto says GET, the prose POST. */
    SUBSCRIBE(Operation.SUBSCRIBE_TO_TASK, Operation.SUBSCRIBE_TO_TASK, null, "GET, POST"),
    PUSH_CONFIGS(
            Operation.LIST_TASK_PUSH_NOTIFICATION_CONFIGS,
            Operation.CREATE_TASK_PUSH_NOTIFICATION_CONFIG,
            null,
            "GET, POST"),
    PUSH_CONFIG(
            Operation.GET_TASK_PUSH_NOTIFICATION_CONFIG,
            null,
            Operation.DELETE_TASK_PUSH_NOTIFICATION_CONFIG,
            "DELETE, GET");

    private final @Nullable Operation get;
    private final @Nullable Operation post;
    private final @Nullable Operation delete;
    private final String allowed;

    Resource(@Nullable Operation get, @Nullable Operation post, @Nullable Operation delete, String allowed) {
        this.get = get;
        this.post = post;
        this.delete = delete;
        this.allowed = allowed;
    }

    /** Null where the verb does nothing. */
    @Nullable
    Operation operation(String verb) {
        return switch (verb) {
            case "GET" -> get;
            case "POST" -> post;
            case "DELETE" -> delete;
            case "HEAD" -> this == CARD ? get : null;
            default -> null;
        };
    }

    /** The verbs, as the Allow header lists them. */
    String allowed() {
        return allowed;
    }

    /** The resource of these decoded segments; null when there is none. */
    static @Nullable Resource of(List<String> segments) {
        return switch (segments.size()) {
            case 1 -> single(segments.getFirst());
            case 2 -> pair(segments.getFirst(), segments.getLast());
            case 3 -> inTask(segments) ? PUSH_CONFIGS : null;
            case 4 -> inTask(segments) && !segments.getLast().isEmpty() ? PUSH_CONFIG : null;
            default -> null;
        };
    }

    private static @Nullable Resource single(String segment) {
        return switch (segment) {
            case "message:send" -> SEND;
            case "message:stream" -> STREAM;
            case "tasks" -> TASKS;
            case "extendedAgentCard" -> EXTENDED_CARD;
            default -> null;
        };
    }

    private static @Nullable Resource pair(String first, String second) {
        if (first.equals(".well-known")) {
            return second.equals("agent-card.json") ? CARD : null;
        }
        int colon = second.indexOf(':');
        if (!first.equals("tasks") || second.isEmpty() || colon == 0) {
            return null;
        }
        return switch (colon < 0 ? "" : second.substring(colon)) {
            case "" -> TASK;
            case ":cancel" -> CANCEL;
            case ":subscribe" -> SUBSCRIBE;
            default -> null;
        };
    }

    private static boolean inTask(List<String> segments) {
        return segments.getFirst().equals("tasks")
                && !segments.get(1).isEmpty()
                && segments.get(1).indexOf(':') < 0
                && segments.get(2).equals("pushNotificationConfigs");
    }
}
