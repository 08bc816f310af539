package dev.drover.adapter.rocksdb;

import dev.drover.task.Cursor;
import dev.drover.task.Query;
import dev.drover.task.TaskState;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * A part of the index that is in the order of listings.
 *
 * @param state which of its entries count; absent when all do
 */
record Range(byte[] prefix, @Nullable TaskState state) {

    /** The range's entries behind the query's cursor; to be closed. */
    Positions positions(Handles handles, Query query, Set<Cursor> stale) throws RocksDBException {
        Cursor after = query.after();
        byte[] from = prefix;
        if (after != null) {
            byte[] last = IndexKeys.at(prefix, after);
            from = Arrays.copyOf(last, last.length + 1);
        }
        return new Positions(new Scan(handles, handles.index, from, end(query)), stale);
    }

    /** How many entries there are from the query's first page on, up to {@code limit}. */
    int count(Handles handles, Query query, int limit) throws RocksDBException {
        int count = 0;
        try (Scan scan = new Scan(handles, handles.index, prefix, end(query))) {
            for (; count < limit && scan.valid(); scan.next()) {
                if (state == null || IndexValues.state(scan.value()) == state) {
                    count++;
                }
            }
        }
        return count;
    }

    private byte[] end(Query query) {
        return query.since() == null ? Keys.behind(prefix) : IndexKeys.before(prefix, query.since());
    }

    /** Stands on one position after the other. */
    final class Positions implements AutoCloseable {
        private final Scan scan;
        private final Set<Cursor> stale;
        private @Nullable Cursor position;

        private Positions(Scan scan, Set<Cursor> stale) throws RocksDBException {
            this.scan = scan;
            this.stale = stale;
            settle();
        }

        /** Null behind the last one. */
        @Nullable
        Cursor position() {
            return position;
        }

        void next() throws RocksDBException {
            scan.next();
            settle();
        }

        private void settle() throws RocksDBException {
            position = null;
            while (position == null && scan.valid()) {
                Cursor here = IndexKeys.position(scan.key(), prefix.length);
                if ((state == null || IndexValues.state(scan.value()) == state) && !stale.contains(here)) {
                    position = here;
                } else {
                    scan.next();
                }
            }
        }

        @Override
        public void close() {
            scan.close();
        }
    }
}
