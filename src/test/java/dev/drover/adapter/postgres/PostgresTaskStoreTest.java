package dev.drover.adapter.postgres;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskStore;
import dev.drover.task.TaskStoreContract;

class PostgresTaskStoreTest extends TaskStoreContract {
    @Override
    protected TaskStore openStore() {
        return new PostgresTaskStore(TestPostgres.openEmpty(), new JsonTaskCodec(), 32 << 20);
    }
}
