package dev.drover.adapter.postgres;

import dev.drover.adapter.bucket4j.SharedMeter;
import dev.drover.limits.Meter;
import dev.drover.limits.SharedMeterContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A rate that replicas share through a real PostgreSQL, each by connections of its own. */
class PostgresMeterTest extends SharedMeterContract {
    private final List<Postgres> connections = new ArrayList<>();

    @Override
    protected Meter open() {
        return meter(TestPostgres.openEmpty());
    }

    @Override
    protected List<Meter> openTwo() {
        return List.of(meter(TestPostgres.openEmpty()), meter(Postgres.open(TestPostgres.url(TestPostgres.port()))));
    }

    private Meter meter(Postgres postgres) {
        connections.add(postgres);
        return new SharedMeter(new PostgresStateStore(postgres), clock);
    }

    @AfterEach
    void closeConnections() {
        connections.forEach(Postgres::close);
    }
}
