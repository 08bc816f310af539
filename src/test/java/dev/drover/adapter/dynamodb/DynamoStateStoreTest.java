package dev.drover.adapter.dynamodb;

import dev.drover.state.MovingClock;
import dev.drover.state.StateStore;
import dev.drover.state.StateStoreContract;
import org.junit.jupiter.api.AfterEach;

class DynamoStateStoreTest extends StateStoreContract {
    private Dynamo dynamo;

    @Override
    protected StateStore openStore(MovingClock clock) {
        dynamo = Dynamo.open(TestDynamo.newTable());
        return new DynamoStateStore(dynamo, clock);
    }

    @AfterEach
    void closeDynamo() {
        dynamo.close();
    }
}
