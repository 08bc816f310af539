package dev.drover.a2a;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a path names, and what each verb does there. */
enum Resource {
    /** The JSON-RPC endpoint: the body names the operation. */
    RPC(Map.of(), "POST"),
    CARD(Map.of("GET", Operation.AGENT_CARD, "HEAD", Operation.AGENT_CARD), "GET, HEAD"),
    EXTENDED_CARD(Map.of("GET", Operation.GET_EXTENDED_AGENT_CARD), "GET"),
    SEND(Map.of("POST", Operation.SEND_MESSAGE), "POST"),
    STREAM(Map.of("POST", Operation.SEND_STREAMING_MESSAGE), "POST"),
    TASKS(Map.of("GET", Operation.LIST_TASKS), "GET"),
    TASK(Map.of("GET", Operation.GET_TASK), "GET"),
    CANCEL(Map.of("POST", Operation.CANCEL_TASK), "POST"),
    /** The proto says GET, the prose POST. */
    SUBSCRIBE(Map.of("GET", Operation.SUBSCRIBE_TO_TASK, "POST", Operation.SUBSCRIBE_TO_TASK), "GET, POST"),
    PUSH_CONFIGS(
            Map.of(
                    "GET", Operation.LIST_TASK_PUSH_NOTIFICATION_CONFIGS,
                    "POST", Operation.CREATE_TASK_PUSH_NOTIFICATION_CONFIG),
            "GET, POST"),
    PUSH_CONFIG(
            Map.of(
                    "GET", Operation.GET_TASK_PUSH_NOTIFICATION_CONFIG,
                    "DELETE", Operation.DELETE_TASK_PUSH_NOTIFICATION_CONFIG),
            "DELETE, GET");

    private final Map<String, Operation> operations;
    private final String allowed;

    Resource(Map<String, Operation> operations, String allowed) {
        this.operations = operations;
        this.allowed = allowed;
    }

    /** Null where the verb does nothing. */
    @Nullable
    Operation operation(String verb) {
        return operations.get(verb);
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
