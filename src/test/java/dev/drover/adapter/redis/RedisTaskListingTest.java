package dev.drover.adapter.redis;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskListingContract;
import dev.drover.task.TaskStore;

class RedisTaskListingTest extends TaskListingContract {
    @Override
    protected TaskStore openStore() {
        return new RedisTaskStore(Redis.open(TestRedis.shared().newUrl()), new JsonTaskCodec(), 32 << 20);
    }
}
