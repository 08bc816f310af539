package dev.drover.a2a;

import dev.drover.task.TaskState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Task states by their names on the wire. */
final class States {
    private static final Map<String, TaskState> BY_NAME = Map.of(
            "TASK_STATE_SUBMITTED", TaskState.SUBMITTED,
            "TASK_STATE_WORKING", TaskState.WORKING,
            "TASK_STATE_INPUT_REQUIRED", TaskState.INPUT_REQUIRED,
            "TASK_STATE_AUTH_REQUIRED", TaskState.AUTH_REQUIRED,
            "TASK_STATE_COMPLETED", TaskState.COMPLETED,
            "TASK_STATE_FAILED", TaskState.FAILED,
            "TASK_STATE_CANCELED", TaskState.CANCELED,
            "TASK_STATE_REJECTED", TaskState.REJECTED);

    private States() {}

    static @Nullable TaskState read(String name) {
        return BY_NAME.get(name);
    }

    static String write(TaskState state) {
        return switch (state) {
            case SUBMITTED -> "TASK_STATE_SUBMITTED";
            case WORKING -> "TASK_STATE_WORKING";
            case INPUT_REQUIRED -> "TASK_STATE_INPUT_REQUIRED";
            case AUTH_REQUIRED -> "TASK_STATE_AUTH_REQUIRED";
            case COMPLETED -> "TASK_STATE_COMPLETED";
            case FAILED -> "TASK_STATE_FAILED";
            case CANCELED -> "TASK_STATE_CANCELED";
            case REJECTED -> "TASK_STATE_REJECTED";
        };
    }
}
