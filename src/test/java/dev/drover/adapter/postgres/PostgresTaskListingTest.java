package dev.drover.adapter.postgres;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.task.TaskListingContract;
import dev.drover.task.TaskStore;

class PostgresTaskListingTest extends TaskListingContract {
    @Override
    protected TaskStore openStore() {
        return new PostgresTaskStore(TestPostgres.openEmpty(), new JsonTaskCodec(), 32 << 20);
    }
}
