package dev.drover.adapter.memory;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Change;
import dev.drover.task.Cursor;
import dev.drover.task.Event;
import dev.drover.task.Page;
import dev.drover.task.Query;
import dev.drover.task.Recorded;
import dev.drover.task.Subscription;
import dev.drover.task.Task;
import dev.drover.task.TaskStore;
import dev.drover.task.Watchers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on the heap, gone with the process. Of those that have ended it keeps the last ones only, since a heap fills; one
 * whose watchers are still being told of its end stays until they know.
 *
 * <p>An append holds the lock of its task's own map entry. Its index entries move inside it, the new one in before the
 * old one out, so a listing may meet a task twice but never misses it. Reads take no lock, but for the events of one task.
 */
public final class MemoryTaskStore implements TaskStore {
    private static final int LOOKED_AT = 16;

    /** The list only grows, under its own lock; whoever reads stops at the task's sequence number. */
    private record Journal(Task task, List<Event> events) {}

    private final ConcurrentHashMap<String, Journal> journals = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Caller, NavigableMap<Cursor, Task>> index = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Cursor, Task> ended = new ConcurrentSkipListMap<>(Listed.ORDER);
    private final AtomicLong endedCount = new AtomicLong();
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();
    private final Watchers watchers = new Watchers();
    private final long kept;

    /** A store that keeps the {@code kept} tasks that ended last. */
    public MemoryTaskStore(long kept) {
        this.kept = kept;
    }

    @Override
    public boolean append(Change change) {
        Journal mine = journals.compute(change.taskId(), (id, known) -> {
            if (change.expected() != (known == null ? 0 : known.task.sequence())) {
                return known;
            }
            List<Event> events = known == null ? new ArrayList<>() : known.events;
            synchronized (events) {
                events.addAll(change.events());
            }
            index(known == null ? null : known.task, change.after());
            return new Journal(change.after(), events);
        });
        boolean appended = mine != null && mine.task == change.after();
        if (appended) {
            watchers.changed(change.taskId());
            makeRoom();
        }
        return appended;
    }

    private void makeRoom() {
        if (endedCount.get() > kept) {
            ended.descendingMap().values().stream()
                    .limit(LOOKED_AT)
                    .filter(task -> !watchers.isWatched(task.id()))
                    .findFirst()
                    .ifPresent(this::removed);
        }
    }

    private void index(@Nullable Task before, Task after) {
        Cursor place = Listed.place(after);
        NavigableMap<Cursor, Task> entries = entriesOf(after.owner());
        if (after.listed()) {
            entries.put(place, after);
        }
        if (before != null && !(after.listed() && Listed.place(before).equals(place))) {
            entries.remove(Listed.place(before));
        }
        if (after.state().terminal() && ended.put(place, after) == null) {
            endedCount.incrementAndGet();
        }
        if (after.state().atRest()) {
            unfinished.remove(after.id());
        } else {
            unfinished.add(after.id());
        }
    }

    private NavigableMap<Cursor, Task> entriesOf(Caller owner) {
        return index.computeIfAbsent(owner, any -> new ConcurrentSkipListMap<>(Listed.ORDER));
    }

    @Override
    public Optional<Task> find(Scope scope, String taskId) {
        return Optional.ofNullable(journals.get(taskId)).map(Journal::task).filter(task -> scope.sees(task.owner()));
    }

    @Override
    public Page list(Scope scope, Query query) {
        Set<String> seen = new HashSet<>();
        List<Task> tasks = new ArrayList<>();
        Cursor last = null;
        boolean more = false;
        int total = 0;
        for (Map.Entry<Cursor, Task> entry : entries(scope).entrySet()) {
            Task task = entry.getValue();
            if (!Listed.matches(query, task) || !seen.add(task.id())) {
                continue;
            }
            total++;
            if (Listed.isBehind(query, entry.getKey())) {
                more = tasks.size() == query.limit();
                if (!more) {
                    tasks.add(task);
                    last = entry.getKey();
                }
            }
            if (more && total >= Query.COUNTED) {
                break;
            }
        }
        return new Page(tasks, more ? last : null, Math.min(total, Query.COUNTED));
    }

    private NavigableMap<Cursor, Task> entries(Scope scope) {
        return switch (scope) {
            case Scope.Owner(Caller caller) -> index.getOrDefault(caller, Collections.emptyNavigableMap());
            case Scope.All all -> {
                NavigableMap<Cursor, Task> entries = new TreeMap<>(Listed.ORDER);
                index.values().forEach(entries::putAll);
                yield entries;
            }
        };
    }

    @Override
    public List<Recorded> events(String taskId, long after, int limit) {
        Journal journal = journals.get(taskId);
        if (journal == null) {
            return List.of();
        }
        long end = Math.min(journal.task.sequence(), after + limit);
        List<Recorded> events = new ArrayList<>();
        synchronized (journal.events) {
            for (long sequence = after + 1; sequence <= end; sequence++) {
                events.add(new Recorded(sequence, journal.events.get((int) sequence - 1)));
            }
        }
        return events;
    }

    @Override
    public Subscription watch(String taskId, Runnable changed) {
        return watchers.watch(taskId, changed);
    }

    @Override
    public List<String> unfinished(String after, int limit) {
        return unfinished.stream()
                .filter(taskId -> taskId.compareTo(after) > 0)
                .sorted()
                .limit(limit)
                .toList();
    }

    @Override
    public int purge(Instant endedBefore, long keep, int limit) {
        int gone = 0;
        while (gone < limit) {
            Map.Entry<Cursor, Task> oldest = ended.lastEntry();
            if (oldest == null
                    || endedCount.get() <= keep && !oldest.getKey().at().isBefore(endedBefore)) {
                break;
            }
            gone += removed(oldest.getValue()) ? 1 : 0;
        }
        return gone;
    }

    private boolean removed(Task task) {
        Cursor place = Listed.place(task);
        if (ended.remove(place) == null) {
            return false;
        }
        endedCount.decrementAndGet();
        entriesOf(task.owner()).remove(place);
        journals.remove(task.id());
        return true;
    }

    @Override
    public List<String> ofContext(Caller owner, String contextId, int limit) {
        return journals.values().stream()
                .map(Journal::task)
                .filter(task -> task.owner().equals(owner) && task.contextId().equals(contextId))
                .map(Task::id)
                .limit(limit)
                .toList();
    }

    @Override
    public boolean remove(String taskId) {
        Journal journal = journals.get(taskId);
        return journal != null && journal.task.state().terminal() && removed(journal.task);
    }

    @Override
    public void close() {}
}
