package dev.drover.wiring.queue;

/** How many messages wait at one broker for a trigger. For one thread at a time. */
interface Depth extends AutoCloseable {
    /** Asks the broker; what it throws means that the number is not known now. */
    long measure() throws Exception;

    @Override
    void close();
}
