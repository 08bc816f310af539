package dev.drover.adapter.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.drover.refusal.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * A PostgreSQL database with Drover's tables in a schema of their own. Every call ends within some seconds: with
 * {@code StoreUnavailable} when the database does not answer. Connections come back by themselves.
 *
 * <p>Threads: any number; each call has a connection of the pool for itself and waits for one when all are taken.
 */
public final class Postgres implements AutoCloseable {
    private static final Duration CONNECTION = Duration.ofSeconds(3);
    private static final int CONNECTIONS = 16;
    private static final int ATTEMPTS = 5;

    final PostgresUrl url;
    private final HikariDataSource pool;

    private Postgres(PostgresUrl url, HikariDataSource pool) {
        this.url = url;
        this.pool = pool;
    }

    /** Connects and brings the tables up to date. */
    public static Postgres open(PostgresUrl url) {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(settings(url));
            Flyway.configure(Postgres.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:dev/drover/adapter/postgres/migrations")
                    .defaultSchema(url.schema())
                    .load()
                    .migrate();
            Postgres postgres = new Postgres(url, pool);
            new Server(postgres).warn();
            return postgres;
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            throw new StoreUnavailable(url + ": PostgreSQL cannot be used (" + reason(e) + ")");
        }
    }

    private static HikariConfig settings(PostgresUrl url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setDataSource(url.source());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECTION.toMillis());
        config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        config.setInitializationFailTimeout(CONNECTION.toMillis());
        return config;
    }

    /** A migration that fails says in its own words what to do; it holds no values of ours. */
    private static String reason(RuntimeException fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof SQLException sql
                ? Trouble.of(sql)
                : root instanceof FlywayException
                        ? String.valueOf(root.getMessage())
                        : root.getClass().getSimpleName();
    }

    /** What is done with a connection: one statement, or a transaction that it commits itself. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Repeats only what PostgreSQL has certainly undone: the loser of a deadlock or of a conflict. */
    <T> T call(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = pool.getConnection()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !Trouble.undone(e)) {
                    throw Trouble.unavailable(e);
                }
            }
        }
    }

    /** Reads; once more on another connection when the first one turns out to be broken. */
    <T> T read(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLTransientConnectionException e) {
            throw Trouble.unavailable(e);
        } catch (SQLException e) {
            if (!Trouble.broken(e)) {
                throw Trouble.unavailable(e);
            }
        }
        return call(work);
    }

    @Override
    public void close() {
        pool.close();
    }
}
