package dev.drover.http;

/** An answer that is a stream of server-sent events; it writes itself, once, on a virtual thread of its own. */
public interface EventStream {

    /**
     * Writes the events; the answer ends properly when this returns.
     *
     * <p>It should return soon after the sink is closed; it is interrupted if the server stops and it has not. Anything
     * it throws cuts the connection, so that the reader does not take a broken stream for a whole one.
     */
    void writeTo(EventSink sink) throws InterruptedException;

    /** Is called once when it is over, also for one that was never written. */
    default void close() {}
}
