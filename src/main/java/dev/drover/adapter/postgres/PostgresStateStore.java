package dev.drover.adapter.postgres;

import dev.drover.state.StateStore;
import dev.drover.task.StoreKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;

/** Values by key, one row for each, which expire by the server's clock. */
public final class PostgresStateStore implements StateStore {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final String EXPIRES = "clock_timestamp() + make_interval(secs => ?)";
    private static final String LIVE = "expires > clock_timestamp()";
    private static final String PUT = "insert into state as there (key, value, expires) values (?, ?, " + EXPIRES
            + ") on conflict (key) do update set value = excluded.value, expires = excluded.expires";

    private final Postgres postgres;

    public PostgresStateStore(Postgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public Optional<byte[]> get(String key) {
        return postgres.read(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select value from state where key = ? and " + LIVE)) {
                new Parameters(statement).add(StoreKey.of(key));
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void put(String key, byte[] value, Duration expiry) {
        changed(PUT, parameters -> parameters.add(StoreKey.of(key)).add(value).add(seconds(expiry)));
    }

    @Override
    public void remove(String key) {
        changed("delete from state where key = ?", parameters -> parameters.add(StoreKey.of(key)));
    }

    @Override
    public boolean claim(String key, byte[] value, Duration expiry) {
        return changed(
                        PUT + " where there.expires <= clock_timestamp()",
                        parameters ->
                                parameters.add(StoreKey.of(key)).add(value).add(seconds(expiry)))
                == 1;
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration expiry) {
        return changed(
                        "update state set value = ?, expires = " + EXPIRES + " where key = ? and value = ? and " + LIVE,
                        parameters -> parameters
                                .add(value)
                                .add(seconds(expiry))
                                .add(StoreKey.of(key))
                                .add(expected))
                == 1;
    }

    @Override
    public int sweep(int limit) {
        return changed(
                "delete from state where key in (select key from state where expires <= clock_timestamp()"
                        + " order by expires limit ? for update skip locked)",
                parameters -> parameters.add(limit));
    }

    private int changed(String sql, Parameters.Filling filling) {
        return postgres.call(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                filling.fill(new Parameters(statement));
                return statement.executeUpdate();
            }
        });
    }

    /** At least a microsecond, the shortest time that the server tells; a century is for ever. */
    private static double seconds(Duration expiry) {
        return expiry.compareTo(LONGEST) > 0
                ? LONGEST.toSeconds()
                : Math.max(1e-6, expiry.toSeconds() + expiry.toNanosPart() / 1e9);
    }
}
