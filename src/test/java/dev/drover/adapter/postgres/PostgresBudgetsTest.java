package dev.drover.adapter.postgres;

import dev.drover.budget.SharedBudgetsContract;
import dev.drover.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Budgets that replicas share through a real PostgreSQL, each by connections of its own. */
class PostgresBudgetsTest extends SharedBudgetsContract {
    private final List<Postgres> connections = new ArrayList<>();

    @Override
    protected List<StateStore> openTwo() {
        return List.of(store(TestPostgres.openEmpty()), store(Postgres.open(TestPostgres.url(TestPostgres.port()))));
    }

    private StateStore store(Postgres postgres) {
        connections.add(postgres);
        return new PostgresStateStore(postgres);
    }

    @AfterEach
    void closeConnections() {
        connections.forEach(Postgres::close);
    }
}
