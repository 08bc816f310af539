package dev.drover.adapter.postgres;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Change;
import dev.drover.task.Page;
import dev.drover.task.Query;
import dev.drover.task.Recorded;
import dev.drover.task.StoreKey;
import dev.drover.task.Subscription;
import dev.drover.task.Task;
import dev.drover.task.TaskCache;
import dev.drover.task.TaskCodec;
import dev.drover.task.TaskStore;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tasks in PostgreSQL: a row for the place of each, one for every event, and one for a snapshot of a long task. One
 * statement makes a change with all of that, or nothing; changes that come at once are committed together.
 */
public final class PostgresTaskStore implements TaskStore {
    // 0006: a snapshot only at rest, and only of long tasks
    private static final int EVENTS_WITHOUT_SNAPSHOT = 32;

    private final Postgres postgres;
    private final TaskCodec codec;
    private final TaskCache tasks;
    private final Commits commits;
    private final Changes changes;

    /**
     * A store in this database, which it closes when it is closed.
     *
     * @param recentBytes how much heap recent tasks may take, roughly
     */
    public PostgresTaskStore(Postgres postgres, TaskCodec codec, long recentBytes) {
        this.postgres = postgres;
        this.codec = codec;
        tasks = new TaskCache(
                codec, wanted -> postgres.read(connection -> TaskRows.read(connection, wanted)), recentBytes);
        commits = new Commits(postgres);
        changes = new Changes(postgres);
    }

    @Override
    public boolean append(Change change) {
        Task task = change.after();
        List<byte[]> events = codec.encode(change.events());
        boolean appended = commits.commit(appended(change, events));
        if (appended) {
            tasks.appended(change, events);
            changes.made(task.id());
        }
        return appended;
    }

    private Commits.Appended appended(Change change, List<byte[]> events) {
        Task task = change.after();
        boolean opens = change.before() == null;
        boolean snapshot = task.state().atRest() && task.sequence() > EVENTS_WITHOUT_SNAPSHOT && !opens;
        String sql = opens ? Statements.OPEN : snapshot ? Statements.CHANGE_WITH_SNAPSHOT : Statements.CHANGE;
        return new Commits.Appended(task.id(), sql, parameters -> {
            parameters
                    .add(task.sequence())
                    .add(task.state().name())
                    .add(task.listed())
                    .add(Nanos.of(task.status().at()))
                    .add(StoreKey.of(task.id()));
            if (opens) {
                parameters.add(StoreKey.of(task.owner().name())).add(StoreKey.of(task.contextId()));
            } else {
                parameters.add(change.expected());
            }
            if (snapshot) {
                parameters.add(text(codec.encode(task)));
            }
            parameters
                    .add(change.expected())
                    .add(events.stream().map(PostgresTaskStore::text).toArray(String[]::new));
        });
    }

    @Override
    public Optional<Task> find(Scope scope, String taskId) {
        return tasks.find(taskId).filter(task -> scope.sees(task.owner()));
    }

    @Override
    public Page list(Scope scope, Query query) {
        Listing listing = postgres.read(connection -> Listing.of(connection, scope, query));
        return tasks.page(query, listing.places(), listing.total());
    }

    @Override
    public List<Recorded> events(String taskId, long after, int limit) {
        String sql =
                "select sequence, event::text from event where task = ? and sequence > ? order by sequence limit ?";
        return postgres.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                new Parameters(statement).add(StoreKey.of(taskId)).add(after).add(limit);
                List<Recorded> events = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        events.add(new Recorded(rows.getLong(1), codec.decodeEvent(bytes(rows.getString(2)))));
                    }
                }
                return events;
            }
        });
    }

    @Override
    public Subscription watch(String taskId, Runnable changed) {
        return changes.watch(taskId, changed);
    }

    @Override
    public List<String> unfinished(String after, int limit) {
        return ids(
                "select id from task where state in ('SUBMITTED', 'WORKING') and id > ? order by id limit ?",
                parameters -> parameters.add(after).add(limit));
    }

    @Override
    public int purge(Instant endedBefore, long keep, int limit) {
        return postgres.call(connection -> new Purge(connection).purge(Nanos.of(endedBefore), keep, limit));
    }

    @Override
    public List<String> ofContext(Caller owner, String contextId, int limit) {
        return ids("select id from task where context = ? and owner = ? limit ?", parameters -> parameters
                .add(StoreKey.of(contextId))
                .add(StoreKey.of(owner.name()))
                .add(limit));
    }

    private List<String> ids(String sql, Parameters.Filling filling) {
        return postgres.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                filling.fill(new Parameters(statement));
                List<String> ids = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getString(1));
                    }
                }
                return ids;
            }
        });
    }

    @Override
    public boolean remove(String taskId) {
        return postgres.call(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Statements.REMOVE)) {
                return new Parameters(statement).add(StoreKey.of(taskId)).number() > 0;
            }
        });
    }

    @Override
    public void close() {
        commits.close();
        changes.close();
        postgres.close();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
