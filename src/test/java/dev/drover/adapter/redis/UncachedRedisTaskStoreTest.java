package dev.drover.adapter.redis;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskStore;
import dev.drover.task.TaskStoreContract;

/** The same where nothing is kept here, so that every task is folded from what Redis has. */
class UncachedRedisTaskStoreTest extends TaskStoreContract {
    @Override
    protected TaskStore openStore() {
        return new RedisTaskStore(Redis.open(TestRedis.shared().newUrl()), new JsonTaskCodec(), 0);
    }
}
