package dev.drover.a2a;

import dev.drover.message.Message;
import dev.drover.message.Role;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.task.Cursor;
import dev.drover.task.Query;
import dev.drover.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an operation's parameters into a call, whichever binding they came by. Refuses what Drover does not declare:
 * push notifications, an extended card, tenants. Throws one refusal that names everything that is wrong.
 */
final class Calls {
    private static final Message NOTHING = Message.of("", Role.USER, List.of());

    private Calls() {}

    static Call read(
            Operation operation, Map<String, ? extends @Nullable Object> parameters, @Nullable Long lastEventId) {
        Violations violations = new Violations();
        return read(operation, Members.of(parameters, violations), violations, lastEventId);
    }

    static Call read(Operation operation, Members parameters, Violations violations, @Nullable Long lastEventId) {
        Call call =
                switch (operation) {
                    case SEND_MESSAGE -> send(parameters, false);
                    case SEND_STREAMING_MESSAGE -> send(parameters, true);
                    case GET_TASK -> new Call.GetTask(parameters.requiredId(Names.ID), parameters.historyLength());
                    case LIST_TASKS -> list(parameters);
                    case CANCEL_TASK -> {
                        parameters.free(Names.METADATA);
                        yield new Call.CancelTask(parameters.requiredId(Names.ID));
                    }
                    case SUBSCRIBE_TO_TASK -> new Call.Subscribe(parameters.requiredId(Names.ID), lastEventId);
                    case CREATE_TASK_PUSH_NOTIFICATION_CONFIG,
                            GET_TASK_PUSH_NOTIFICATION_CONFIG,
                            LIST_TASK_PUSH_NOTIFICATION_CONFIGS,
                            DELETE_TASK_PUSH_NOTIFICATION_CONFIG -> throw noPush();
                    case GET_EXTENDED_AGENT_CARD -> throw noExtendedCard();
                    case AGENT_CARD -> new Call.AgentCard(null, null);
                };
        String tenant = parameters.string(Names.TENANT);
        boolean foreign = tenant != null && !tenant.isEmpty();
        String taskId = taskOf(call);
        if (foreign && taskId == null) {
            parameters.violate(Names.TENANT, "must be absent: there are no tenants here");
        }
        violations.refuse();
        if (foreign && taskId != null) {
            throw Refusal.taskNotFound(taskId);
        }
        return call;
    }

    /** The task that a look-up is about; null for sends and lists. */
    private static @Nullable String taskOf(Call call) {
        return switch (call) {
            case Call.GetTask get -> get.id();
            case Call.CancelTask cancel -> cancel.id();
            case Call.Subscribe subscribe -> subscribe.id();
            case Call.Send send -> null;
            case Call.ListTasks list -> null;
            case Call.AgentCard card -> null;
        };
    }

    private static Call send(Members parameters, boolean streaming) {
        Members given = parameters.object(Names.MESSAGE);
        if (given == null && parameters.any(Names.MESSAGE) == null) {
            parameters.violate(Names.MESSAGE, "is required");
        }
        Message message = given == null ? NOTHING : MessageReader.message(given);
        parameters.free(Names.METADATA);
        Members configuration = parameters.object(Names.CONFIGURATION);
        if (configuration == null) {
            return new Call.Send(message, streaming, false, null, List.of());
        }
        if (configuration.any(Names.PUSH_CONFIG) != null) {
            throw noPush();
        }
        return new Call.Send(
                message,
                streaming,
                configuration.flag(Names.RETURN_IMMEDIATELY),
                configuration.historyLength(),
                configuration.strings(Names.ACCEPTED_OUTPUT_MODES));
    }

    private static Call list(Members parameters) {
        Query query = new Query(
                parameters.id(Names.CONTEXT_ID),
                state(parameters),
                since(parameters),
                pageSize(parameters),
                cursor(parameters));
        return new Call.ListTasks(query, parameters.historyLength(), parameters.flag(Names.INCLUDE_ARTIFACTS));
    }

    private static @Nullable TaskState state(Members parameters) {
        String name = parameters.string(Names.STATUS);
        if (name == null || name.isEmpty()) {
            return null;
        }
        TaskState state = States.read(name);
        if (state == null) {
            parameters.violate(Names.STATUS, "must be the name of a task state, such as TASK_STATE_WORKING");
        }
        return state;
    }

    private static @Nullable Instant since(Members parameters) {
        String text = parameters.string(Names.STATUS_TIMESTAMP_AFTER);
        if (text == null || text.isEmpty()) {
            return null;
        }
        Instant since = Timestamps.read(text);
        if (since == null) {
            parameters.violate(Names.STATUS_TIMESTAMP_AFTER, "must be a time such as 2025-10-28T10:30:00.000Z");
        }
        return since;
    }

    private static int pageSize(Members parameters) {
        Integer size = parameters.integer(Names.PAGE_SIZE);
        if (size == null) {
            return Bounds.DEFAULT_PAGE_SIZE;
        }
        if (size < 1 || size > Bounds.PAGE_SIZE) {
            parameters.violate(Names.PAGE_SIZE, "must be from 1 to " + Bounds.PAGE_SIZE);
        }
        return size;
    }

    private static @Nullable Cursor cursor(Members parameters) {
        String token = parameters.string(Names.PAGE_TOKEN);
        if (token == null || token.isEmpty()) {
            return null;
        }
        Cursor cursor = PageToken.read(token);
        if (cursor == null) {
            parameters.violate(Names.PAGE_TOKEN, "must be the nextPageToken of an earlier answer");
        }
        return cursor;
    }

    private static Refusal noPush() {
        return Refusal.of(Reason.PUSH_NOTIFICATION_NOT_SUPPORTED, "push notifications are not supported");
    }

    private static Refusal noExtendedCard() {
        return Refusal.of(Reason.UNSUPPORTED_OPERATION, "there is no extended agent card");
    }
}
