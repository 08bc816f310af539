package dev.drover.adapter.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import redis.embedded.RedisSentinel;

/** A real Sentinel that watches one master under the name {@code main} and needs no other to agree. */
final class TestSentinel implements AutoCloseable {
    final int port;
    private final RedisSentinel sentinel;

    private TestSentinel(int port, RedisSentinel sentinel) {
        this.port = port;
        this.sentinel = sentinel;
    }

    static TestSentinel start(int masterPort) {
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            RedisSentinel sentinel = RedisSentinel.newRedisSentinel()
                    .bind("127.0.0.1")
                    .port(port)
                    .masterName("main")
                    .masterPort(masterPort)
                    .quorumSize(1)
                    .downAfterMilliseconds(1_000L)
                    .failOverTimeout(5_000L)
                    .parallelSyncs(1)
                    .build();
            sentinel.start();
            return new TestSentinel(port, sentinel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            sentinel.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
