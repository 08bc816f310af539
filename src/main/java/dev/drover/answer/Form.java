package dev.drover.answer;

/** What the sender of a message takes for an answer. */
public enum Form {
    /** A task, always. */
    TASK,
    /** A task, or a Message in its place: a blocking send. */
    TASK_OR_MESSAGE
}
