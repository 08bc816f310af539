package dev.drover.adapter.dynamodb;

import dev.drover.adapter.bucket4j.SharedMeter;
import dev.drover.limits.Meter;
import dev.drover.limits.SharedMeterContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A rate that replicas share through DynamoDB Local, each by connections of its own. */
class DynamoMeterTest extends SharedMeterContract {
    private final List<Dynamo> connections = new ArrayList<>();

    @Override
    protected Meter open() {
        return meter(TestDynamo.newTable());
    }

    @Override
    protected List<Meter> openTwo() {
        var table = TestDynamo.newTable();
        return List.of(meter(table), meter(table));
    }

    private Meter meter(DynamoUrl table) {
        Dynamo dynamo = Dynamo.open(table);
        connections.add(dynamo);
        return new SharedMeter(new DynamoStateStore(dynamo, clock), clock);
    }

    @AfterEach
    void closeConnections() {
        connections.forEach(Dynamo::close);
    }
}
