package dev.drover.adapter.redis;

import dev.drover.adapter.PushingStoreContract;
import dev.drover.adapter.json.JsonTaskCodec;

class RemoteRedisTest extends PushingStoreContract {
    @Override
    protected int serverPort() {
        return TestRedis.shared().port;
    }

    @Override
    protected Replica open(int port, String store) {
        Redis redis = Redis.open(RedisUrl.parse("redis://127.0.0.1:" + port + "?prefix=" + store));
        return new Replica(new RedisTaskStore(redis, new JsonTaskCodec(), 32 << 20), new RedisStateStore(redis), redis);
    }
}
