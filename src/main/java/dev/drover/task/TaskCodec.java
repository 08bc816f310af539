package dev.drover.task;

import java.util.List;

/** How a store writes what it keeps: JSON with a version, readable by the next version of Drover. Thread-safe. */
public interface TaskCodec {
    byte[] encode(Event event);

    /** One record for each event, which costs less than one by one. */
    List<byte[]> encode(List<Event> events);

    Event decodeEvent(byte[] bytes);

    byte[] encode(Task task);

    Task decodeTask(byte[] bytes);
}
