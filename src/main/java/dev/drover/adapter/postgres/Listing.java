package dev.drover.adapter.postgres;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Cursor;
import dev.drover.task.Query;
import dev.drover.task.StoreKey;
import dev.drover.task.TaskState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first places behind a query's cursor, and how many tasks match in all. Each state is a range of one index, so a
 * page without a state merges the first of eight ranges.
 *
 * @param places one more than the page has, if there is a further one
 */
record Listing(List<Cursor> places, int total) {

    static Listing of(Connection connection, Scope scope, Query query) throws SQLException {
        return new Listing(places(connection, scope, query), total(connection, scope, query));
    }

    private static List<Cursor> places(Connection connection, Scope scope, Query query) throws SQLException {
        String sql = "select p.id, p.changed from unnest(?::text[]) s (state) cross join lateral"
                + " (select id, changed from task where state = s.state" + conditions(scope, query)
                + (query.after() == null ? "" : " and (changed, id) < (?, ?)")
                + " order by changed desc, id desc limit ?) p order by p.changed desc, p.id desc limit ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters parameters = filled(statement, scope, query);
            Cursor after = query.after();
            if (after != null) {
                parameters.add(Nanos.of(after.at())).add(after.taskId());
            }
            parameters.add(query.limit() + 1).add(query.limit() + 1);
            List<Cursor> places = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    places.add(new Cursor(Nanos.time(rows.getLong(2)), rows.getString(1)));
                }
            }
            return places;
        }
    }

    private static int total(Connection connection, Scope scope, Query query) throws SQLException {
        String sql = "select count(*) from (select 1 from unnest(?::text[]) s (state) cross join lateral"
                + " (select 1 from task where state = s.state" + conditions(scope, query) + " limit " + Query.COUNTED
                + ") one limit " + Query.COUNTED + ") counted";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return (int) filled(statement, scope, query).number();
        }
    }

    private static String conditions(Scope scope, Query query) {
        return " and listed"
                + (scope instanceof Scope.Owner ? " and owner = ?" : "")
                + (query.contextId() == null ? "" : " and context = ?")
                + (query.since() == null ? "" : " and changed >= ?");
    }

    private static Parameters filled(PreparedStatement statement, Scope scope, Query query) throws SQLException {
        TaskState[] states = query.state() == null ? TaskState.values() : new TaskState[] {query.state()};
        Parameters parameters = new Parameters(statement)
                .add(Arrays.stream(states).map(TaskState::name).toArray(String[]::new));
        if (scope instanceof Scope.Owner(Caller caller)) {
            parameters.add(StoreKey.of(caller.name()));
        }
        if (query.contextId() != null) {
            parameters.add(StoreKey.of(query.contextId()));
        }
        if (query.since() != null) {
            parameters.add(Nanos.of(query.since()));
        }
        return parameters;
    }
}
