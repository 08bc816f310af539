package dev.drover.adapter.postgres;

import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.Ids;
import dev.drover.task.Subscription;
import dev.drover.task.Watchers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Tells watchers on every replica of a task that it has changed. Watchers here are told at once, on the thread that made
 * the change. Those of other replicas hear it by NOTIFY, which is sent behind the commit and for many tasks at once:
 * inside, it would make all commits of the database wait for one another.
 *
 * <p>Threads: one virtual thread sends, one listens on a connection of its own; what they cannot send or hear is lost.
 * Neither is interrupted, since that would break the connection which it is using.
 */
final class Changes implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int HEARING_MILLIS = 5_000;
    private static final int ALIVE_SECONDS = 2;
    private static final int NOTE_LENGTH = 7_000;
    private static final int MOST_WAITING = 100_000;

    private final String origin = Ids.next();
    private final String channel;
    private final Postgres postgres;
    private final DataSource source;
    private final Watchers watchers = new Watchers();
    private final LinkedBlockingQueue<String> changed = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile @Nullable Connection hearing;
    private volatile boolean closed;

    Changes(Postgres postgres) {
        this.postgres = postgres;
        source = postgres.url.source();
        channel = postgres.url.schema() + ".changed";
        Thread.ofVirtual().name("postgres-notify").start(this::send);
        Thread.ofVirtual().name("postgres-listen").start(this::listen);
    }

    void made(String taskId) {
        watchers.changed(taskId);
        changed.offer(taskId);
    }

    Subscription watch(String taskId, Runnable runnable) {
        return watchers.watch(taskId, runnable);
    }

    private void send() {
        try {
            for (String first = changed.take(); !closed; first = changed.take()) {
                Set<String> ids = new LinkedHashSet<>(Set.of(first));
                int length = origin.length();
                for (String next = changed.poll(); next != null; next = changed.poll()) {
                    ids.add(next);
                    length += next.length() + 1;
                    if (length > NOTE_LENGTH) {
                        break;
                    }
                }
                tell(origin + " " + String.join(" ", ids));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String note) {
        try {
            postgres.call(connection -> {
                try (PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
                    new Parameters(statement).add(channel).add(note);
                    return statement.execute();
                }
            });
        } catch (StoreUnavailable e) {
            // a hint that is lost
        }
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                hearing = connection;
                statement.execute("listen \"" + channel.replace("\"", "\"\"") + "\"");
                PGConnection notified = connection.unwrap(PGConnection.class);
                while (!closed && connection.isValid(ALIVE_SECONDS)) {
                    hear(notified.getNotifications(HEARING_MILLIS));
                }
            } catch (SQLException e) {
                pause();
            }
        }
    }

    private void hear(PGNotification @Nullable [] notifications) {
        if (notifications != null) {
            for (PGNotification notification : notifications) {
                heard(notification.getParameter());
            }
        }
    }

    private void heard(String note) {
        String[] words = note.split(" ");
        if (!words[0].equals(origin)) {
            for (int i = 1; i < words.length; i++) {
                watchers.changed(words[i]);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        changed.offer("");
        Connection open = hearing;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                // it has gone already
            }
        }
    }
}
