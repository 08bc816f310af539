package dev.drover.adapter.dynamodb;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskListingContract;
import dev.drover.task.TaskStore;
import java.time.Clock;

class DynamoTaskListingTest extends TaskListingContract {
    @Override
    protected TaskStore openStore() {
        return new DynamoTaskStore(
                Dynamo.open(TestDynamo.newTable()), new JsonTaskCodec(), 32 << 20, Clock.systemUTC());
    }
}
