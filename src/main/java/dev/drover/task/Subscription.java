package dev.drover.task;

/** Closing it ends the watch; closing it again does nothing. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
