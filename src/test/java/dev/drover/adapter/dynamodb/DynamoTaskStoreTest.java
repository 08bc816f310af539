package dev.drover.adapter.dynamodb;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskStore;
import dev.drover.task.TaskStoreContract;
import java.time.Clock;

/** Nothing is kept here, so that every task is folded from what DynamoDB has; the listings keep some. */
class DynamoTaskStoreTest extends TaskStoreContract {
    @Override
    protected TaskStore openStore() {
        return new DynamoTaskStore(Dynamo.open(TestDynamo.newTable()), new JsonTaskCodec(), 0, Clock.systemUTC());
    }
}
