package dev.drover.adapter.rocksdb;

import dev.drover.identity.Scope;
import dev.drover.task.Cursor;
import dev.drover.task.Page;
import dev.drover.task.Query;
import dev.drover.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * One listing: the unfinished tasks of memory and the ranges of the index, merged. It looks at memory first, see
 * {@link Unfinished}. For one thread.
 */
final class Listing implements AutoCloseable {
    private final Tasks tasks;
    private final Handles handles;
    private final Scope scope;
    private final Query query;
    private final List<Place> unfinished = new ArrayList<>();
    private final Set<Cursor> stale = new HashSet<>();
    private int staleMatches;
    private final List<Range> ranges;
    private final List<Range.Positions> atRest = new ArrayList<>();

    Listing(Tasks tasks, Handles handles, Scope scope, Query query) throws RocksDBException {
        this.tasks = tasks;
        this.handles = handles;
        this.scope = scope;
        this.query = query;
        tasks.unfinished.in(scope).forEach(this::look);
        unfinished.sort(Comparator.comparing(Place::cursor, Place.ORDER));
        ranges = Ranges.of(handles, scope, query);
        for (Range range : ranges) {
            atRest.add(range.positions(handles, query, stale));
        }
    }

    private void look(Unfinished.Entry entry) {
        if (entry.place().matches(query)) {
            unfinished.add(entry.place());
        }
        Place rested = entry.rested();
        if (rested != null) {
            stale.add(rested.cursor());
            staleMatches += rested.matches(query) ? 1 : 0;
        }
    }

    Page page() throws RocksDBException {
        Set<String> seen = new HashSet<>();
        List<Task> found = new ArrayList<>();
        Cursor last = null;
        boolean more = false;
        Iterator<Cursor> working = unfinished.stream()
                .map(Place::cursor)
                .filter(place -> query.after() == null || Place.ORDER.compare(query.after(), place) < 0)
                .iterator();
        Cursor first = working.hasNext() ? working.next() : null;
        while (!more) {
            Range.Positions source = earliest();
            Cursor position = source == null ? null : source.position();
            if (first != null && (position == null || Place.ORDER.compare(first, position) <= 0)) {
                position = first;
                first = working.hasNext() ? working.next() : null;
            } else if (source != null) {
                source.next();
            }
            if (position == null) {
                break;
            }
            Task task = seen.add(position.taskId()) ? tasks.find(handles, scope, position.taskId()) : null;
            if (task != null && Place.of(task).matches(query)) {
                more = found.size() == query.limit();
                if (!more) {
                    found.add(task);
                    last = position;
                }
            }
        }
        // One that moved while we looked stands further ahead now.
        found.sort(Comparator.comparing(task -> Place.of(task).cursor(), Place.ORDER));
        int total = query.after() == null && !more ? found.size() : total();
        return new Page(found, more ? last : null, total);
    }

    private Range.@Nullable Positions earliest() {
        Range.Positions earliest = null;
        Cursor best = null;
        for (Range.Positions positions : atRest) {
            Cursor position = positions.position();
            if (position != null && (best == null || Place.ORDER.compare(position, best) < 0)) {
                earliest = positions;
                best = position;
            }
        }
        return earliest;
    }

    private int total() throws RocksDBException {
        int total = unfinished.size();
        int limit = Query.COUNTED + staleMatches;
        for (Range range : ranges) {
            if (total < limit) {
                total += range.count(handles, query, limit - total);
            }
        }
        return Math.min(total - staleMatches, Query.COUNTED);
    }

    @Override
    public void close() {
        atRest.forEach(Range.Positions::close);
    }
}
