package dev.drover.adapter.rocksdb;

import dev.drover.identity.Scope;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that somebody works on. They move often and are few, so their places are kept here and only their ids on the
 * disk; the index on the disk has the tasks at rest. A task that went on after a rest keeps its old entry there until it
 * rests again: {@code rested} tells which entry to pass over.
 *
 * <p>The writer's thread puts a task in before the disk has it and takes it out after the disk has its rest, so whoever
 * looks here first and on the disk then meets every task, though maybe twice.
 */
final class Unfinished {
    record Entry(Place place, @Nullable Place rested) {}

    private final ConcurrentSkipListMap<String, Entry> entries = new ConcurrentSkipListMap<>();

    void put(Place place, @Nullable Place rested) {
        entries.put(place.taskId(), new Entry(place, rested));
    }

    @Nullable
    Entry get(String taskId) {
        return entries.get(taskId);
    }

    void remove(String taskId) {
        entries.remove(taskId);
    }

    void clear() {
        entries.clear();
    }

    Stream<Entry> in(Scope scope) {
        return entries.values().stream().filter(entry -> scope.sees(entry.place.owner()));
    }

    List<String> ids(String after, int limit) {
        return entries.tailMap(after, false).keySet().stream().limit(limit).toList();
    }
}
