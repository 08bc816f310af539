package dev.drover.adapter.redis;

import dev.drover.refusal.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.WriteRedisConnectionException;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * A Redis server, or the one that Sentinels name, with the scripts of this package. Every call ends within some seconds:
 * with {@code StoreUnavailable} when Redis does not answer. What has left for Redis is never sent again, because a write
 * whose answer is lost may have happened. Connections come back by themselves.
 *
 * <p>Threads: any number; calls wait for their answer, and Redisson's own threads do the rest.
 */
public final class Redis implements AutoCloseable {
    private static final Duration REPLICATION = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int ATTEMPTS = 3;

    final RedissonClient client;
    final String prefix;
    private final Replicas replicas;

    private Redis(RedissonClient client, String prefix, Replicas replicas) {
        this.client = client;
        this.prefix = prefix;
        this.replicas = replicas;
    }

    /** Connects, and warns where the server is set up to promise less than Drover does. */
    public static Redis open(RedisUrl url) {
        try {
            return call(() -> connectPatiently(url));
        } catch (StoreUnavailable e) {
            throw new StoreUnavailable(url + ": " + e.getMessage());
        }
    }

    /** Once more where time ran out: the first connection of a JVM loads TLS, which is slow on a machine that is busy. */
    private static Redis connectPatiently(RedisUrl url) {
        try {
            return connect(url);
        } catch (RuntimeException e) {
            if (Trouble.isTimeout(e)) {
                return connect(url);
            }
            throw e;
        }
    }

    private static Redis connect(RedisUrl url) {
        RedissonClient client = Redisson.create(Connection.to(url));
        try {
            Server server = new Server(client, url);
            server.warn();
            return new Redis(client, url.prefix(), new Replicas(server));
        } catch (RuntimeException e) {
            client.shutdown();
            throw e;
        }
    }

    /** What a script that only reads has found. */
    List<Object> read(Script script, Object... arguments) {
        return call(() -> client.getScript(ByteArrayCodec.INSTANCE)
                .eval(RScript.Mode.READ_WRITE, script.text, RScript.ReturnType.MULTI, List.of(), arguments));
    }

    /** The number that a script gives which writes. */
    long write(Script script, List<Object> keys, Object... arguments) {
        return call(() -> {
            int wanted = replicas.wanted();
            return wanted == 0
                    ? client.getScript(ByteArrayCodec.INSTANCE)
                            .<Long>eval(
                                    RScript.Mode.READ_WRITE, script.text, RScript.ReturnType.INTEGER, keys, arguments)
                    : replicated(wanted, script, keys, arguments);
        });
    }

    /** The write counts when so many replicas have it. */
    private Long replicated(int wanted, Script script, List<Object> keys, Object... arguments) {
        RBatch batch = client.createBatch(BatchOptions.defaults()
                .executionMode(BatchOptions.ExecutionMode.IN_MEMORY)
                .retryAttempts(0)
                .sync(wanted, REPLICATION));
        RFuture<Long> written = batch.getScript(ByteArrayCodec.INSTANCE)
                .evalAsync(RScript.Mode.READ_WRITE, script.text, RScript.ReturnType.INTEGER, keys, arguments);
        BatchResult<?> result = batch.execute();
        if (result.getSyncedSlaves() < wanted && replicas.anyLeft()) {
            throw new StoreUnavailable("Redis has written it, but no replica has within " + REPLICATION);
        }
        return written.toCompletableFuture().join();
    }

    /** Redisson's exceptions quote commands with their values; only the kind of trouble goes on from here. */
    static <T> T call(Supplier<T> command) {
        for (int attempt = 1; ; attempt++) {
            try {
                return command.get();
            } catch (StoreUnavailable e) {
                throw e;
            } catch (WriteRedisConnectionException e) {
                // It never left: the connection was broken, and the pool may have a better one now.
                if (attempt == ATTEMPTS) {
                    throw Trouble.unavailable(e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (RuntimeException e) {
                throw Trouble.unavailable(e);
            }
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
