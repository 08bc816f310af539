package dev.drover.a2a;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What A2A 1.0 lets a client ask for, and the discovery of the agent card. */
public enum Operation {
    SEND_MESSAGE("SendMessage"),
    SEND_STREAMING_MESSAGE("SendStreamingMessage"),
    GET_TASK("GetTask"),
    LIST_TASKS("ListTasks"),
    CANCEL_TASK("CancelTask"),
    SUBSCRIBE_TO_TASK("SubscribeToTask"),
    CREATE_TASK_PUSH_NOTIFICATION_CONFIG("CreateTaskPushNotificationConfig"),
    GET_TASK_PUSH_NOTIFICATION_CONFIG("GetTaskPushNotificationConfig"),
    LIST_TASK_PUSH_NOTIFICATION_CONFIGS("ListTaskPushNotificationConfigs"),
    DELETE_TASK_PUSH_NOTIFICATION_CONFIG("DeleteTaskPushNotificationConfig"),
    GET_EXTENDED_AGENT_CARD("GetExtendedAgentCard"),
    /** Not an operation of the protocol: the public card at its well-known path. */
    AGENT_CARD("");

    private static final Map<String, Operation> BY_METHOD = Arrays.stream(values())
            .filter(operation -> !operation.method.isEmpty())
            .collect(Collectors.toUnmodifiableMap(operation -> operation.method, Function.identity()));

    private final String method;

    Operation(String method) {
        this.method = method;
    }

    /** The operation behind a JSON-RPC method name; null when there is none. */
    static @Nullable Operation ofMethod(String method) {
        return BY_METHOD.get(method);
    }

    /** Whether its success is a stream of events. */
    public boolean streams() {
        return this == SEND_STREAMING_MESSAGE || this == SUBSCRIBE_TO_TASK;
    }
}
