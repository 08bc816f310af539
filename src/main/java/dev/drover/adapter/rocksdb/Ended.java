package dev.drover.adapter.rocksdb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.rocksdb.RocksDBException;

/**
 * How many tasks have ended and when the oldest of them did, so that a purge with nothing to do touches no disk.
 *
 * <p>The writer's thread counts; one purge at a time looks.
 */
final class Ended {
    private final AtomicLong count = new AtomicLong();
    /** No task that came since the last look ended before it. */
    private final AtomicReference<Instant> added = new AtomicReference<>(Instant.MIN);
    /** No other task that is there ended before it. */
    private volatile Instant oldest = Instant.MAX;

    void load(Handles handles) throws RocksDBException {
        count.set(0);
        added.set(Instant.MIN);
        for (byte[] prefix : List.of(IndexKeys.ended(), IndexKeys.hidden())) {
            try (Scan scan = new Scan(handles, handles.index, prefix, Keys.behind(prefix))) {
                for (; scan.valid(); scan.next()) {
                    count.incrementAndGet();
                }
            }
        }
    }

    void added(Instant at) {
        count.incrementAndGet();
        added.accumulateAndGet(at, Ended::earlier);
    }

    void removed(int tasks) {
        count.addAndGet(-tasks);
    }

    boolean hasAny(Instant endedBefore, long keep) {
        return count.get() > keep || earlier(oldest, added.get()).isBefore(endedBefore);
    }

    /** The oldest ones that are to go, oldest first. */
    List<Place> oldest(Handles handles, Instant endedBefore, long keep, int limit) throws RocksDBException {
        Instant from = earlier(oldest, added.getAndSet(Instant.MAX));
        oldest = from;
        List<Place> found = new ArrayList<>();
        addOldest(handles, IndexKeys.ended(), from, true, limit, found);
        addOldest(handles, IndexKeys.hidden(), from, false, limit, found);
        found.sort(Comparator.comparing(Place::cursor, Place.ORDER).reversed());
        oldest = found.isEmpty() ? Instant.MAX : found.getFirst().at();
        long over = count.get() - keep;
        int chosen = 0;
        while (chosen < found.size()
                && chosen < limit
                && (chosen < over || found.get(chosen).at().isBefore(endedBefore))) {
            chosen++;
        }
        return List.copyOf(found.subList(0, chosen));
    }

    /** Follows the purge of all that {@link #oldest} gave. */
    void purged(List<Place> places) {
        oldest = places.getLast().at();
    }

    /** Behind {@code from} there are only the remains of what was purged, which would all have to be passed over. */
    private static void addOldest(
            Handles handles, byte[] prefix, Instant from, boolean listed, int limit, List<Place> found)
            throws RocksDBException {
        byte[] end = IndexKeys.before(prefix, from);
        try (Scan scan = new Scan(handles, handles.index, prefix, end)) {
            scan.seekBack(end);
            for (int i = 0; i < limit && scan.valid() && scan.key()[0] == prefix[0]; i++, scan.previous()) {
                found.add(IndexValues.decode(IndexKeys.position(scan.key(), prefix.length), scan.value(), listed));
            }
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
