package dev.drover.adapter.dynamodb;

import dev.drover.budget.SharedBudgetsContract;
import dev.drover.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Budgets that replicas share through DynamoDB Local, each by connections of its own. */
class DynamoBudgetsTest extends SharedBudgetsContract {
    private final List<Dynamo> connections = new ArrayList<>();

    @Override
    protected List<StateStore> openTwo() {
        DynamoUrl table = TestDynamo.newTable();
        return List.of(store(Dynamo.open(table)), store(Dynamo.open(table)));
    }

    private StateStore store(Dynamo dynamo) {
        connections.add(dynamo);
        return new DynamoStateStore(dynamo, clock);
    }

    @AfterEach
    void closeConnections() {
        connections.forEach(Dynamo::close);
    }
}
