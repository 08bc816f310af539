package dev.drover.adapter.postgres;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskStore;
import dev.drover.task.TaskStoreContract;

/** The same where nothing is kept here, so that every task is folded from what PostgreSQL has. */
class UncachedPostgresTaskStoreTest extends TaskStoreContract {
    @Override
    protected TaskStore openStore() {
        return new PostgresTaskStore(TestPostgres.openEmpty(), new JsonTaskCodec(), 0);
    }
}
