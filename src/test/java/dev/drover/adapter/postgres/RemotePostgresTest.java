package dev.drover.adapter.postgres;

import dev.drover.adapter.PushingStoreContract;
import dev.drover.adapter.json.JsonTaskCodec;
import org.junit.jupiter.api.BeforeAll;

class RemotePostgresTest extends PushingStoreContract {
    @BeforeAll
    static void startTheServer() {
        TestPostgres.openEmpty().close();
    }

    @Override
    protected int serverPort() {
        return TestPostgres.port();
    }

    @Override
    protected Replica open(int port, String store) {
        Postgres postgres = Postgres.open(TestPostgres.url(port));
        if (port != TestPostgres.port()) {
            TestPostgres.run("truncate drover.task, drover.event, drover.snapshot, drover.state");
        }
        return new Replica(
                new PostgresTaskStore(postgres, new JsonTaskCodec(), 32 << 20),
                new PostgresStateStore(postgres),
                postgres);
    }
}
