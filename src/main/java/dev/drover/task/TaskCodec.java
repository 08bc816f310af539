package dev.drover.task;

/** How a store writes what it keeps: JSON with a version, readable by the next version of Drover. Thread-safe. */
public interface TaskCodec {
    byte[] encode(Event event);

    Event decodeEvent(byte[] bytes);

    byte[] encode(Task task);

    Task decodeTask(byte[] bytes);
}
