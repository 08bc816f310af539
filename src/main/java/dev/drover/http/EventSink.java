package dev.drover.http;

import org.jspecify.annotations.Nullable;

/**
 * Where a stream's events go.
 *
 * <p>Threads: any thread may use it; events of one thread arrive in its order.
 */
public interface EventSink {

    /**
     * Writes one event with the data on one {@code data:} line, flushed at once; waits while the buffer is full.
     *
     * @return false once the reader is gone (disconnected, cut off because it did not keep up, or the server shuts
     *     down): the stream should then end
     * @throws IllegalArgumentException if the id or the data holds a line break
     */
    boolean send(@Nullable String id, byte[] data) throws InterruptedException;

    /** Runs the listener once, on a virtual thread, when the reader is gone; immediately if it is gone already. */
    void onClose(Runnable listener);

    boolean isOpen();
}
