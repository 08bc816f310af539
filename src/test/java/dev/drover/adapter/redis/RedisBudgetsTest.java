package dev.drover.adapter.redis;

import dev.drover.budget.SharedBudgetsContract;
import dev.drover.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Budgets that replicas share through a real Redis, each by connections of its own. */
class RedisBudgetsTest extends SharedBudgetsContract {
    private final List<Redis> connections = new ArrayList<>();

    @Override
    protected List<StateStore> openTwo() {
        RedisUrl url = TestRedis.shared().newUrl();
        return List.of(store(Redis.open(url)), store(Redis.open(url)));
    }

    private StateStore store(Redis redis) {
        connections.add(redis);
        return new RedisStateStore(redis);
    }

    @AfterEach
    void closeConnections() {
        connections.forEach(Redis::close);
    }
}
