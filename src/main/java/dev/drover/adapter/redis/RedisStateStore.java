package dev.drover.adapter.redis;

import dev.drover.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.redisson.api.RBucket;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Values by key, which expire by the server's clock. Replication is one stream: the commit of a task that waits for a
 * replica takes the values written before it along.
 */
public final class RedisStateStore implements StateStore {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Redis redis;

    public RedisStateStore(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(Redis.call(() -> bucket(key).get()));
    }

    @Override
    public void put(String key, byte[] value, Duration expiry) {
        Redis.call(() -> {
            bucket(key).set(value, bounded(expiry));
            return true;
        });
    }

    @Override
    public void remove(String key) {
        Redis.call(() -> bucket(key).delete());
    }

    @Override
    public boolean claim(String key, byte[] value, Duration expiry) {
        return Redis.call(() -> bucket(key).setIfAbsent(value, bounded(expiry)));
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration expiry) {
        byte[] millis = Long.toString(bounded(expiry).toMillis()).getBytes(StandardCharsets.UTF_8);
        return redis.write(Script.REPLACE, List.of(name(key)), expected, value, millis) == 1;
    }

    /** Redis frees them itself. */
    @Override
    public int sweep(int limit) {
        return 0;
    }

    private RBucket<byte[]> bucket(String key) {
        return redis.client.getBucket(name(key), ByteArrayCodec.INSTANCE);
    }

    private String name(String key) {
        return redis.prefix + ":state:" + key;
    }

    /** In whole milliseconds, at least one; a century is for ever. */
    private static Duration bounded(Duration expiry) {
        if (expiry.compareTo(LONGEST) > 0) {
            return LONGEST;
        }
        return expiry.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : expiry;
    }
}
