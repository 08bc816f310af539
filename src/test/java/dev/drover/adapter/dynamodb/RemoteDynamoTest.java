package dev.drover.adapter.dynamodb;

import dev.drover.adapter.RemoteStoreContract;
import dev.drover.adapter.json.JsonTaskCodec;
import java.time.Clock;

class RemoteDynamoTest extends RemoteStoreContract {
    @Override
    protected int serverPort() {
        return TestDynamo.port();
    }

    @Override
    protected Replica open(int port, String store) {
        Dynamo dynamo = Dynamo.open(TestDynamo.url(port, store));
        return new Replica(
                new DynamoTaskStore(dynamo, new JsonTaskCodec(), 32 << 20, Clock.systemUTC()),
                new DynamoStateStore(dynamo, Clock.systemUTC()),
                dynamo);
    }
}
