package dev.drover.adapter.rocksdb;

import dev.drover.task.Change;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that were appended to lately, with their latest events, up to a weight. What is here is exact, because every
 * append passes: what goes on with a task right after an append never reads the disk. Of those that have ended fewer
 * stay: they are hardly asked for again, and what stays is copied by the collector.
 *
 * <p>Any thread reads; only the writer's thread changes it. What has been read since it was last looked at gets a second
 * chance, so a read costs one flag and no lock.
 */
final class RecentTasks {
    private static final int EVENTS = 64;
    private static final int WEIGHT_OF_TASK = 1_000;
    private static final int HEAP_PER_BYTE = 4;

    private final ConcurrentHashMap<String, Recent> tasks = new ConcurrentHashMap<>();
    private final Queue going;
    private final Queue ended;

    /** Roughly as many bytes of heap as {@code capacity}, and an eighth more for the ended ones. */
    RecentTasks(long capacity) {
        going = new Queue(capacity);
        ended = new Queue(capacity / 8);
    }

    @Nullable
    Recent get(String taskId) {
        Recent recent = tasks.get(taskId);
        if (recent != null && !recent.read) {
            recent.read = true;
        }
        return recent;
    }

    /**
     * Follows an append.
     *
     * @param snapshotAt the sequence number of the task's snapshot; negative when it is not known
     */
    void appended(Change change, int bytes, long snapshotAt) {
        Recent before = tasks.get(change.taskId());
        Recent after = Recent.after(before, change, bytes, snapshotAt);
        if (before != null) {
            queue(before).remove(before);
        }
        queue(after).add(after);
    }

    void remove(String taskId) {
        Recent recent = tasks.remove(taskId);
        if (recent != null) {
            queue(recent).remove(recent);
        }
    }

    void clear() {
        tasks.clear();
        going.clear();
        ended.clear();
    }

    private Queue queue(Recent recent) {
        return recent.task.state().terminal() ? ended : going;
    }

    /** The ids of tasks up to a weight, the oldest first. */
    private final class Queue {
        private final SequencedSet<String> ids = new LinkedHashSet<>();
        private final long capacity;
        private long weight;

        private Queue(long capacity) {
            this.capacity = capacity;
        }

        private void add(Recent recent) {
            String id = recent.task.id();
            if (recent.weight > capacity / 8) {
                tasks.remove(id);
                return;
            }
            tasks.put(id, recent);
            ids.addLast(id);
            weight += recent.weight;
            while (weight > capacity) {
                evictOne();
            }
        }

        private void evictOne() {
            String oldest = ids.removeFirst();
            Recent recent = Objects.requireNonNull(tasks.get(oldest));
            if (recent.read) {
                recent.read = false;
                ids.addLast(oldest);
            } else {
                tasks.remove(oldest);
                weight -= recent.weight;
            }
        }

        private void remove(Recent recent) {
            if (ids.remove(recent.task.id())) {
                weight -= recent.weight;
            }
        }

        private void clear() {
            ids.clear();
            weight = 0;
        }
    }

    /** A task and its latest events, of which the first has the number {@code first}. */
    static final class Recent {
        final Task task;
        final long snapshotAt;
        private final long first;
        private final List<Event> events;
        private final long weight;
        private volatile boolean read;

        private Recent(Task task, long snapshotAt, long first, List<Event> events, long weight) {
            this.task = task;
            this.snapshotAt = snapshotAt;
            this.first = first;
            this.events = events;
            this.weight = weight;
        }

        private static Recent after(@Nullable Recent before, Change change, int bytes, long snapshotAt) {
            long grown = (long) bytes * HEAP_PER_BYTE;
            if (before == null) {
                return new Recent(
                        change.after(), snapshotAt, change.expected() + 1, change.events(), WEIGHT_OF_TASK + grown);
            }
            List<Event> events = new ArrayList<>(before.events);
            events.addAll(change.events());
            int gone = Math.max(0, events.size() - EVENTS);
            return new Recent(
                    change.after(),
                    snapshotAt < 0 ? before.snapshotAt : snapshotAt,
                    before.first + gone,
                    List.copyOf(events.subList(gone, events.size())),
                    before.weight + grown);
        }

        /** Null when the first of them is not here any more. */
        @Nullable
        List<Recorded> events(long after, int limit) {
            if (after + 1 < first) {
                return null;
            }
            List<Recorded> found = new ArrayList<>();
            for (long i = after + 1 - first; i < events.size() && found.size() < limit; i++) {
                found.add(new Recorded(first + i, events.get((int) i)));
            }
            return found;
        }
    }
}
