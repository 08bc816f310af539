package dev.drover.adapter.rocksdb;

import dev.drover.task.Change;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that were appended to lately, with their latest events, up to a weight. What is here is exact, because every
 * append passes: what goes on with a task right after an append never reads the disk.
 *
 * <p>Any thread reads; only the writer's thread changes it. What has been read since it was last looked at gets a second
 * chance, so a read costs one flag and no lock.
 */
final class RecentTasks {
    private static final int EVENTS = 64;
    private static final int WEIGHT_OF_TASK = 1_000;
    private static final int HEAP_PER_BYTE = 4;

    private final ConcurrentHashMap<String, Recent> tasks = new ConcurrentHashMap<>();
    private final Queue<String> oldestFirst = new ArrayDeque<>();
    private final long capacity;
    private long weight;

    /** Roughly as many bytes of heap as {@code capacity}. */
    RecentTasks(long capacity) {
        this.capacity = capacity;
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
        if (after.weight > capacity / 8) {
            remove(change.taskId());
            return;
        }
        tasks.put(change.taskId(), after);
        weight += after.weight - (before == null ? 0 : before.weight);
        if (before == null) {
            oldestFirst.add(change.taskId());
        }
        while (weight > capacity) {
            evictOne();
        }
    }

    private void evictOne() {
        String oldest = oldestFirst.remove();
        Recent recent = tasks.get(oldest);
        if (recent == null) {
            return;
        }
        if (recent.read) {
            recent.read = false;
            oldestFirst.add(oldest);
        } else {
            remove(oldest);
        }
    }

    /** Its place in the queue stays behind until its turn comes. */
    void remove(String taskId) {
        Recent recent = tasks.remove(taskId);
        if (recent != null) {
            weight -= recent.weight;
        }
    }

    void clear() {
        tasks.clear();
        oldestFirst.clear();
        weight = 0;
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
