package dev.drover.queue;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import dev.drover.state.StateStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Which replies are still owed, shared by all replicas and kept over crashes: for each task a cursor over its events in
 * the journal. It holds what is owed and nothing else, in a fixed number of values of the state repository, so that all
 * of it is found again without a search.
 *
 * <p>Threads: any number. Writers to one value on this replica queue on a lock; other replicas are met by replace.
 */
public final class Outbox {
    private static final int VALUES = 64;
    private static final int VERSION = 2;

    /** A value is rewritten whole, so it is kept small: with all values full, consumers wait. */
    private static final int MOST = 500;

    private static final Duration KEPT = Duration.ofDays(365);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final StateStore store;
    private final List<Lock> locks =
            IntStream.range(0, VALUES).<Lock>mapToObj(i -> new ReentrantLock()).toList();

    public Outbox(StateStore store) {
        this.store = store;
    }

    /** Owes the task's replies to this address from now on; a task that is known keeps its cursor. */
    public void owe(Owed owed) {
        change(owed.taskId(), all -> {
            Optional<Owed> known = find(all, owed.taskId());
            if (known.isEmpty() && all.size() >= MOST) {
                throw Refusal.retryLater(
                        Reason.UNAVAILABLE, "too many replies wait for their broker; come back later", LATER);
            }
            List<Owed> others = without(all, owed.taskId());
            others.add(known.map(before -> owed.sentUpTo(Math.max(before.sent(), owed.sent())))
                    .orElse(owed));
            return others;
        });
    }

    /** What is owed for the task; absent when nothing is. */
    public Optional<Owed> find(String taskId) {
        return find(read(key(taskId)), taskId);
    }

    /** Replaces what is owed, if anything is owed for the task still. */
    public void update(Owed owed) {
        change(owed.taskId(), all -> {
            List<Owed> others = without(all, owed.taskId());
            if (others.size() < all.size()) {
                others.add(owed);
            }
            return others;
        });
    }

    /** Nothing is owed for the task any more. */
    public void settle(String taskId) {
        change(taskId, all -> without(all, taskId));
    }

    /** All that is owed, in no order. */
    public List<Owed> all() {
        return IntStream.range(0, VALUES)
                .mapToObj(value -> read(key(value)))
                .flatMap(List::stream)
                .toList();
    }

    private void change(String taskId, UnaryOperator<List<Owed>> change) {
        String key = key(taskId);
        Lock lock = locks.get(value(taskId));
        lock.lock();
        try {
            boolean done = false;
            while (!done) {
                Optional<byte[]> before = store.get(key);
                List<Owed> known = before.map(Outbox::decode).orElse(List.of());
                List<Owed> after = change.apply(known);
                byte[] bytes = encode(after);
                done = after.equals(known)
                        || (before.isPresent()
                                ? store.replace(key, before.get(), bytes, KEPT)
                                : store.claim(key, bytes, KEPT));
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Owed> read(String key) {
        return store.get(key).map(Outbox::decode).orElse(List.of());
    }

    private static Optional<Owed> find(List<Owed> all, String taskId) {
        return all.stream().filter(owed -> owed.taskId().equals(taskId)).findFirst();
    }

    private static List<Owed> without(List<Owed> all, String taskId) {
        List<Owed> others = new ArrayList<>(all);
        others.removeIf(owed -> owed.taskId().equals(taskId));
        return others;
    }

    private static int value(String taskId) {
        return Math.floorMod(taskId.hashCode(), VALUES);
    }

    private static String key(String taskId) {
        return key(value(taskId));
    }

    private static String key(int value) {
        return "outbox:" + value;
    }

    private static byte[] encode(List<Owed> all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(all.size());
            for (Owed owed : all) {
                owed.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Owed> decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version < 1 || version > VERSION) {
                throw new IllegalStateException(
                        "the outbox has version " + version + ", which this Drover does not know");
            }
            int size = in.readInt();
            List<Owed> all = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                all.add(Owed.read(in, version));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
