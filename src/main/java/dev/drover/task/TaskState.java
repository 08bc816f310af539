package dev.drover.task;

/** Where a task stands (A2A 1.0, TaskState). */
public enum TaskState {
    SUBMITTED,
    WORKING,
    INPUT_REQUIRED,
    AUTH_REQUIRED,
    COMPLETED,
    FAILED,
    CANCELED,
    REJECTED;

    /** No transition leaves a terminal state. */
    public boolean terminal() {
        return compareTo(COMPLETED) >= 0;
    }

    /** Waiting for its caller. */
    public boolean interrupted() {
        return this == INPUT_REQUIRED || this == AUTH_REQUIRED;
    }

    /** Nobody works on it: it has ended or waits for its caller. */
    public boolean atRest() {
        return terminal() || interrupted();
    }
}
