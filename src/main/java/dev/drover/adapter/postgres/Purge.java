package dev.drover.adapter.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Removes old tasks. One replica at a time does: two that count at once would both remove what is over the count. */
record Purge(Connection connection) {
    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext(current_schema() || '.purge'))::int";

    int purge(long endedBefore, long keep, int limit) throws SQLException {
        connection.setAutoCommit(false);
        try {
            int gone = 0;
            if (number(ALONE) == 1) {
                gone = remove(endedBefore, limit);
                long over = gone < limit ? number(Statements.COUNT_ENDED) - keep : 0;
                if (over > 0) {
                    gone += remove(Long.MAX_VALUE, (int) Math.min(over, limit - gone));
                }
            }
            connection.commit();
            return gone;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private int remove(long endedBefore, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Statements.PURGE)) {
            return (int) new Parameters(statement)
                    .add(endedBefore)
                    .add(limit)
                    .add(limit)
                    .number();
        }
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return new Parameters(statement).number();
        }
    }
}
