package dev.drover.adapter.redis;

import dev.drover.adapter.bucket4j.SharedMeter;
import dev.drover.limits.Meter;
import dev.drover.limits.SharedMeterContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A rate that replicas share through a real Redis, each by a connection of its own. */
class RedisMeterTest extends SharedMeterContract {
    private final List<Redis> connections = new ArrayList<>();

    @Override
    protected Meter open() {
        return meter(TestRedis.shared().newUrl());
    }

    @Override
    protected List<Meter> openTwo() {
        RedisUrl url = TestRedis.shared().newUrl();
        return List.of(meter(url), meter(url));
    }

    private Meter meter(RedisUrl url) {
        Redis redis = Redis.open(url);
        connections.add(redis);
        return new SharedMeter(new RedisStateStore(redis), clock);
    }

    @AfterEach
    void closeConnections() {
        connections.forEach(Redis::close);
    }
}
