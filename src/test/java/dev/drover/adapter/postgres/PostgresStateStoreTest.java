package dev.drover.adapter.postgres;

import dev.drover.state.MovingClock;
import dev.drover.state.StateStore;
import dev.drover.state.StateStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Values expire by the server's clock, so time goes by in that the expiries come nearer. */
class PostgresStateStoreTest extends StateStoreContract {
    private Postgres postgres;

    @Override
    protected StateStore openStore(MovingClock clock) {
        postgres = TestPostgres.openEmpty();
        return new PostgresStateStore(postgres);
    }

    @Override
    protected void pass(Duration time) {
        TestPostgres.run("update drover.state set expires = expires - interval '" + time.toMillis() + " milliseconds'");
    }

    @Override
    protected Duration moment() {
        return Duration.ofSeconds(10);
    }

    @AfterEach
    void closePostgres() {
        postgres.close();
    }
}
