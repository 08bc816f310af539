package dev.drover.adapter.redis;

import dev.drover.state.MovingClock;
import dev.drover.state.StateStore;
import dev.drover.state.StateStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.redisson.api.options.KeysScanOptions;

/** Values expire by the server's clock, so time goes by in that the expiries come nearer. */
class RedisStateStoreTest extends StateStoreContract {
    private Redis redis;

    @Override
    protected StateStore openStore(MovingClock clock) {
        redis = Redis.open(TestRedis.shared().newUrl());
        return new RedisStateStore(redis);
    }

    @Override
    protected void pass(Duration time) {
        for (String key :
                redis.client.getKeys().getKeys(KeysScanOptions.defaults().pattern(redis.prefix + ":state:*"))) {
            var value = redis.client.getBucket(key);
            value.expire(Duration.ofMillis(value.remainTimeToLive()).minus(time));
        }
    }

    @Override
    protected Duration moment() {
        return Duration.ofSeconds(10);
    }

    @AfterEach
    void closeRedis() {
        redis.close();
    }
}
