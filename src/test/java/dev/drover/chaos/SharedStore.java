package dev.drover.chaos;

/** The store that all replicas share, which may be ended and started again with what it had on the disk. */
interface SharedStore extends AutoCloseable {
    int port();

    /** The value of {@code store.url} for who reaches it through this port. */
    String url(int port);

    void kill();

    void startAgain();

    @Override
    void close();
}
