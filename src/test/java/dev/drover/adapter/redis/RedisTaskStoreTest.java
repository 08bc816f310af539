package dev.drover.adapter.redis;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskStore;
import dev.drover.task.TaskStoreContract;

class RedisTaskStoreTest extends TaskStoreContract {
    @Override
    protected TaskStore openStore() {
        return new RedisTaskStore(Redis.open(TestRedis.shared().newUrl()), new JsonTaskCodec(), 32 << 20);
    }
}
