package dev.drover.adapter.postgres;

import dev.drover.refusal.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Commits changes that come at once in one transaction: a change waits while those before it are on their way, and then
 * goes with all that have come meanwhile. One that comes alone goes alone, without a wait.
 *
 * <p>Threads: callers wait for their change; so many virtual threads commit, each on a connection of its own. They are not
 * interrupted, since that would break the connection.
 */
final class Commits implements AutoCloseable {
    private static final int LANES = 4;
    private static final int MOST = 64;
    private static final Waiting END = new Waiting(new Appended("", "", statement -> {}));

    private final Postgres postgres;
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    /**
     * One change of one task.
     *
     * @param taskId by which changes are sorted, so that transactions meet in one order
     */
    record Appended(String taskId, String sql, Parameters.Filling parameters) {}

    private record Waiting(Appended change, CompletableFuture<Boolean> done) {
        Waiting(Appended change) {
            this(change, new CompletableFuture<>());
        }
    }

    Commits(Postgres postgres) {
        this.postgres = postgres;
        for (int i = 0; i < LANES; i++) {
            Thread.ofVirtual().name("postgres-commit-" + i).start(this::run);
        }
    }

    /** Whether the change was made; false if somebody was faster. */
    boolean commit(Appended change) {
        Waiting mine = new Waiting(change);
        waiting.add(mine);
        if (closed) {
            throw new StoreUnavailable("the store is closed");
        }
        try {
            return mine.done().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreUnavailable away ? away : e;
        }
    }

    private void run() {
        try {
            while (true) {
                List<Waiting> batch = new ArrayList<>();
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST - 1);
                if (batch.remove(END)) {
                    waiting.add(END);
                }
                if (batch.isEmpty()) {
                    return;
                }
                settle(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(List<Waiting> batch) {
        AtomicBoolean committing = new AtomicBoolean();
        try {
            List<Boolean> made = postgres.call(connection -> together(connection, batch, committing));
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).done().complete(made.get(i));
            }
        } catch (RuntimeException e) {
            if (batch.size() > 1 && !committing.get()) {
                batch.forEach(one -> settle(List.of(one))); // one that cannot be stored is no fault of the others
            } else {
                batch.forEach(one -> one.done().completeExceptionally(e));
            }
        }
    }

    private static List<Boolean> together(Connection connection, List<Waiting> batch, AtomicBoolean committing)
            throws SQLException {
        Boolean[] made = new Boolean[batch.size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing((Integer i) -> batch.get(i).change().sql())
                .thenComparing(i -> batch.get(i).change().taskId()));
        connection.setAutoCommit(batch.size() == 1);
        for (int from = 0; from < order.size(); ) {
            String sql = batch.get(order.get(from)).change().sql();
            int to = from;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                while (to < order.size()
                        && batch.get(order.get(to)).change().sql().equals(sql)) {
                    batch.get(order.get(to)).change().parameters().fill(new Parameters(statement));
                    statement.addBatch();
                    to++;
                }
                int[] counts = statement.executeBatch();
                for (int i = from; i < to; i++) {
                    made[order.get(i)] = counts[i - from] > 0;
                }
            }
            from = to;
        }
        if (batch.size() > 1) {
            committing.set(true);
            connection.commit();
        }
        return List.of(made);
    }

    /** What waits is still committed. */
    @Override
    public void close() {
        closed = true;
        waiting.add(END);
    }
}
