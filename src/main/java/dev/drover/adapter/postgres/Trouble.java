package dev.drover.adapter.postgres;

import dev.drover.refusal.StoreUnavailable;
import java.sql.SQLException;

/** What is wrong with PostgreSQL, by its SQLSTATE: the texts of its errors may hold values. */
final class Trouble {
    private Trouble() {}

    static StoreUnavailable unavailable(SQLException fault) {
        return new StoreUnavailable("PostgreSQL cannot be asked now (" + of(fault) + ")");
    }

    static String of(SQLException fault) {
        SQLException root = fault;
        while (root.getCause() instanceof SQLException cause) {
            root = cause;
        }
        String state = root.getSQLState();
        return state == null ? root.getClass().getSimpleName() : "SQLSTATE " + state;
    }

    /** Whether the transaction has not happened, and may succeed when it is done again. */
    static boolean undone(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        return state.equals("40001") || state.equals("40P01");
    }

    /** Whether the connection is of no use any more. */
    static boolean broken(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }
}
