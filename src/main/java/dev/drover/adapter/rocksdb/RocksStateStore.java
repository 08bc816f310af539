package dev.drover.adapter.rocksdb;

import dev.drover.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Values by key; each is stored behind the nanosecond at which it expires. Writes go through the database's writer, which
 * makes them atomic. They are not synced: the log is one, so the commit of a task that follows takes them to the disk
 * before itself, and an end of the process alone loses nothing.
 */
public final class RocksStateStore implements StateStore {
    private final RocksDb database;
    private final Clock clock;
    private byte[] sweptTo = {};

    public RocksStateStore(RocksDb database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> get(String key) {
        return database.read(handles -> live(handles.database.get(handles.state, bytes(key))));
    }

    @Override
    public void put(String key, byte[] value, Duration expiry) {
        write(key, now -> true, stored(value, expiry));
    }

    @Override
    public void remove(String key) {
        write(key, now -> true, null);
    }

    @Override
    public boolean claim(String key, byte[] value, Duration expiry) {
        return write(key, now -> now.read().isEmpty(), stored(value, expiry));
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration expiry) {
        return write(
                key,
                now -> now.read()
                        .filter(known -> Arrays.equals(known, expected))
                        .isPresent(),
                stored(value, expiry));
    }

    @Override
    public synchronized int sweep(int limit) {
        List<String> expired = database.read(handles -> expired(handles, limit));
        if (expired.isEmpty()) {
            return 0;
        }
        database.commit(new StateWrite() {
            @Override
            boolean stage(Batch batch) throws RocksDBException {
                for (String key : expired) {
                    if (current(batch, key).isEmpty()) {
                        batch.delete(batch.handles.state, bytes(key));
                    }
                }
                return true;
            }
        });
        return expired.size();
    }

    private List<String> expired(Handles handles, int limit) throws RocksDBException {
        List<String> expired = new ArrayList<>();
        try (Scan scan = new Scan(handles, handles.state, sweptTo, Keys.END)) {
            for (int i = 0; i < limit && scan.valid(); i++, scan.next()) {
                if (live(scan.value()).isEmpty()) {
                    expired.add(new String(scan.key(), StandardCharsets.UTF_8));
                }
            }
            sweptTo = scan.valid() ? scan.key() : new byte[0];
        }
        return expired;
    }

    private boolean write(String key, Condition condition, byte @Nullable [] stored) {
        return database.commit(new StateWrite() {
            @Override
            boolean stage(Batch batch) throws RocksDBException {
                if (!condition.holds(() -> current(batch, key))) {
                    return false;
                }
                if (stored == null) {
                    batch.delete(batch.handles.state, bytes(key));
                } else {
                    batch.put(batch.handles.state, bytes(key), stored);
                }
                batch.values.put(key, Optional.ofNullable(stored));
                return true;
            }
        });
    }

    private Optional<byte[]> current(Batch batch, String key) throws RocksDBException {
        Optional<byte[]> staged = batch.values.get(key);
        return staged == null
                ? live(batch.handles.database.get(batch.handles.state, bytes(key)))
                : staged.flatMap(this::live);
    }

    private Optional<byte[]> live(byte @Nullable [] stored) {
        if (stored == null || ByteBuffer.wrap(stored).getLong() <= nanos(Duration.ZERO)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(stored, Long.BYTES, stored.length));
    }

    private byte[] stored(byte[] value, Duration expiry) {
        return ByteBuffer.allocate(Long.BYTES + value.length)
                .putLong(nanos(expiry))
                .put(value)
                .array();
    }

    /** Nanoseconds from 1970 to this long from now; what lies behind the year 2262 is for ever. */
    private long nanos(Duration ahead) {
        try {
            return Duration.between(Instant.EPOCH, clock.instant()).plus(ahead).toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private abstract static class StateWrite extends Commit {
        @Override
        boolean durable() {
            return false;
        }
    }

    private interface Current {
        Optional<byte[]> read() throws RocksDBException;
    }

    private interface Condition {
        boolean holds(Current now) throws RocksDBException;
    }
}
