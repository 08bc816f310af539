package dev.drover.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tasks as they were last folded here, for a store that is far away: it need only send the events that are new. What is
 * here is never trusted alone. Each look asks the store, and begins with the last event known here, so that a task whose
 * journal has become another one (purged and opened again, a store that fell back) is folded anew.
 *
 * <p>Threads: any number; a lock is held for map operations only.
 */
public final class TaskCache {
    private static final int WEIGHT_OF_TASK = 1_000;
    private static final int HEAP_PER_BYTE = 4;

    /** Reads from the store what {@link Wanted} asks for, one answer for each, in their order. */
    public interface Source {
        List<Stored> read(List<Wanted> wanted);
    }

    /**
     * A task to read.
     *
     * @param from the number of the first event that is wanted; 0 for the snapshot, if there is one, and the events
     *     behind it
     */
    public record Wanted(String taskId, long from) {}

    /** What the store has: nothing at all when there is no such task. */
    public record Stored(byte @Nullable [] snapshot, List<byte[]> events) {
        public static final Stored NOTHING = new Stored(null, List.of());
    }

    private record Known(Task task, byte[] lastEvent, long bytes) {
        long weight() {
            return WEIGHT_OF_TASK + HEAP_PER_BYTE * bytes;
        }
    }

    private final TaskCodec codec;
    private final Source source;
    private final long capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    /**
     * A cache that is empty.
     *
     * @param capacity roughly how many bytes of heap it may take
     */
    public TaskCache(TaskCodec codec, Source source, long capacity) {
        this.codec = codec;
        this.source = source;
        this.capacity = capacity;
    }

    public Optional<Task> find(String taskId) {
        return find(List.of(taskId)).getFirst();
    }

    /** The tasks with these ids, in their order, as they are now. */
    public List<Optional<Task>> find(List<String> taskIds) {
        List<Known> before = new ArrayList<>();
        List<Wanted> wanted = new ArrayList<>();
        for (String taskId : taskIds) {
            Known there = get(taskId);
            before.add(there);
            wanted.add(new Wanted(taskId, there == null ? 0 : there.task.sequence()));
        }
        List<Stored> stored = source.read(wanted);
        List<Optional<Task>> tasks = new ArrayList<>();
        for (int i = 0; i < taskIds.size(); i++) {
            tasks.add(fold(taskIds.get(i), before.get(i), stored.get(i)));
        }
        return tasks;
    }

    /**
     * The tasks at these places as they are now. One that has moved or gone since the places were read is left out only
     * where it does not match any more.
     *
     * @param places in the order of the list; one more than the query's limit where another page follows
     * @param total how many match, over all pages
     */
    public Page page(Query query, List<Cursor> places, int total) {
        boolean more = places.size() > query.limit();
        List<Cursor> shown = more ? places.subList(0, query.limit()) : places;
        List<Task> found = find(shown.stream().map(Cursor::taskId).distinct().toList()).stream()
                .flatMap(Optional::stream)
                .filter(task -> query.state() == null || task.state() == query.state())
                .filter(Task::listed)
                .toList();
        return new Page(found, more ? shown.getLast() : null, total);
    }

    private Optional<Task> fold(String taskId, @Nullable Known before, Stored stored) {
        List<byte[]> events = stored.events;
        if (before == null) {
            return fold(taskId, stored);
        }
        if (events.isEmpty() || !Arrays.equals(events.getFirst(), before.lastEvent)) {
            forget(taskId);
            return fold(taskId, source.read(List.of(new Wanted(taskId, 0))).getFirst());
        }
        if (events.size() == 1) {
            return Optional.of(before.task);
        }
        List<byte[]> more = events.subList(1, events.size());
        return Optional.of(
                keep(Task.fold(taskId, before.task, decoded(more)), more.getLast(), before.bytes + sum(more)));
    }

    private Optional<Task> fold(String taskId, Stored stored) {
        Task snapshot = stored.snapshot == null ? null : codec.decodeTask(stored.snapshot);
        if (stored.events.isEmpty()) {
            return Optional.ofNullable(snapshot);
        }
        Task task = Task.fold(taskId, snapshot, decoded(stored.events));
        long bytes = sum(stored.events) + (stored.snapshot == null ? 0 : stored.snapshot.length);
        return Optional.of(keep(task, stored.events.getLast(), bytes));
    }

    private List<Event> decoded(List<byte[]> events) {
        return events.stream().map(codec::decodeEvent).toList();
    }

    /** Follows an append by this replica: the task need not be read for what it has just become. */
    public void appended(Change change, List<byte[]> events) {
        Known before = get(change.taskId());
        long bytes = before == null ? 0 : before.bytes;
        keep(change.after(), events.getLast(), bytes + sum(events));
    }

    private @Nullable Known get(String taskId) {
        lock.lock();
        try {
            return known.get(taskId);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the task unless a later one is here; a task that would take much of the room is not kept. */
    private Task keep(Task task, byte[] lastEvent, long bytes) {
        Known mine = new Known(task, lastEvent, bytes);
        lock.lock();
        try {
            Known there = known.get(task.id());
            if (there == null || there.task.sequence() < task.sequence()) {
                drop(task.id());
                if (mine.weight() <= capacity / 8) {
                    known.put(task.id(), mine);
                    weight += mine.weight();
                    makeRoom();
                }
            }
        } finally {
            lock.unlock();
        }
        return task;
    }

    private void makeRoom() {
        while (weight > capacity) {
            Map.Entry<String, Known> eldest = known.firstEntry();
            drop(eldest.getKey());
        }
    }

    private void forget(String taskId) {
        lock.lock();
        try {
            drop(taskId);
        } finally {
            lock.unlock();
        }
    }

    private void drop(String taskId) {
        Known gone = known.remove(taskId);
        if (gone != null) {
            weight -= gone.weight();
        }
    }

    private static long sum(List<byte[]> events) {
        return events.stream().mapToLong(event -> event.length).sum();
    }
}
