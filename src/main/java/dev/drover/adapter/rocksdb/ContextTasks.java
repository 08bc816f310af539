package dev.drover.adapter.rocksdb;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rocksdb.RocksDBException;

/**
 * All tasks of one context: the unfinished ones, those at rest, and those that ended with a Message in their place. The
 * last have no index by context, so all of them are looked at.
 */
record ContextTasks(Tasks tasks, Caller owner, String contextId) {
    List<String> ids(Handles handles, int limit) throws RocksDBException {
        Set<String> ids = new LinkedHashSet<>();
        tasks.unfinished
                .in(Scope.of(owner))
                .map(Unfinished.Entry::place)
                .filter(this::isOfIt)
                .forEach(place -> ids.add(place.taskId()));
        addAtRest(handles, limit, ids);
        addHidden(handles, limit, ids);
        return ids.stream().limit(limit).toList();
    }

    private boolean isOfIt(Place place) {
        return place.owner().equals(owner) && place.contextId().equals(contextId);
    }

    private void addAtRest(Handles handles, int limit, Set<String> ids) throws RocksDBException {
        byte[] prefix = IndexKeys.ofContext(contextId, owner);
        try (Scan scan = new Scan(handles, handles.index, prefix, Keys.behind(prefix))) {
            for (; scan.valid() && ids.size() < limit; scan.next()) {
                ids.add(IndexKeys.position(scan.key(), prefix.length).taskId());
            }
        }
    }

    private void addHidden(Handles handles, int limit, Set<String> ids) throws RocksDBException {
        byte[] prefix = IndexKeys.hidden();
        try (Scan scan = new Scan(handles, handles.index, prefix, Keys.behind(prefix))) {
            for (; scan.valid() && ids.size() < limit; scan.next()) {
                Place place = IndexValues.decode(IndexKeys.position(scan.key(), prefix.length), scan.value(), false);
                if (isOfIt(place)) {
                    ids.add(place.taskId());
                }
            }
        }
    }
}
