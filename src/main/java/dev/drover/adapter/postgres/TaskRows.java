package dev.drover.adapter.postgres;

import dev.drover.task.StoreKey;
import dev.drover.task.TaskCache;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what is stored of tasks. */
final class TaskRows {
    private TaskRows() {}

    /** Of each task its snapshot, if it has one, and its events from a sequence number on. */
    static List<TaskCache.Stored> read(Connection connection, List<TaskCache.Wanted> wanted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Statements.READ)) {
            new Parameters(statement)
                    .add(wanted.stream().map(task -> StoreKey.of(task.taskId())).toArray(String[]::new))
                    .add(wanted.stream().map(TaskCache.Wanted::from).toArray(Long[]::new));
            return stored(statement, wanted.size());
        }
    }

    private static List<TaskCache.Stored> stored(PreparedStatement statement, int count) throws SQLException {
        byte[][] snapshots = new byte[count][];
        List<List<byte[]>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new ArrayList<>());
        }
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                int n = rows.getInt(1) - 1;
                byte[] bytes = rows.getString(3).getBytes(StandardCharsets.UTF_8);
                if (rows.getLong(2) == 0) {
                    snapshots[n] = bytes;
                } else {
                    events.get(n).add(bytes);
                }
            }
        }
        List<TaskCache.Stored> stored = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stored.add(new TaskCache.Stored(snapshots[i], events.get(i)));
        }
        return stored;
    }
}
