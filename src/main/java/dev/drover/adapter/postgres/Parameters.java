package dev.drover.adapter.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Fills a statement's parameters from the first on. */
final class Parameters {
    interface Filling {
        void fill(Parameters parameters) throws SQLException;
    }

    private final PreparedStatement statement;
    private int filled;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters add(String text) throws SQLException {
        statement.setString(++filled, text);
        return this;
    }

    Parameters add(long number) throws SQLException {
        statement.setLong(++filled, number);
        return this;
    }

    Parameters add(double number) throws SQLException {
        statement.setDouble(++filled, number);
        return this;
    }

    Parameters add(boolean truth) throws SQLException {
        statement.setBoolean(++filled, truth);
        return this;
    }

    Parameters add(String[] texts) throws SQLException {
        statement.setArray(++filled, statement.getConnection().createArrayOf("text", texts));
        return this;
    }

    Parameters add(Long[] numbers) throws SQLException {
        statement.setArray(++filled, statement.getConnection().createArrayOf("bigint", numbers));
        return this;
    }

    Parameters add(byte[] bytes) throws SQLException {
        statement.setBytes(++filled, bytes);
        return this;
    }

    /** Runs the query, whose answer is one number. */
    long number() throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
