package dev.drover.adapter.rocksdb;

import dev.drover.identity.Caller;
import dev.drover.identity.Scope;
import dev.drover.task.Query;
import dev.drover.task.TaskState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Which ranges of the index hold the tasks at rest that a query asks for: the narrowest ones. */
final class Ranges {
    private Ranges() {}

    static List<Range> of(Handles handles, Scope scope, Query query) throws RocksDBException {
        String context = query.contextId();
        TaskState state = query.state();
        return switch (scope) {
            case Scope.Owner(Caller caller) -> List.of(ofOwner(caller, context, state));
            case Scope.All all when context != null -> ofContext(handles, context, state);
            case Scope.All all
            when state == null ->
                List.of(
                        new Range(IndexKeys.ended(), null),
                        new Range(IndexKeys.ofState(TaskState.INPUT_REQUIRED), null),
                        new Range(IndexKeys.ofState(TaskState.AUTH_REQUIRED), null));
            case Scope.All all when state == TaskState.COMPLETED -> List.of(new Range(IndexKeys.ended(), state));
            case Scope.All all -> List.of(new Range(IndexKeys.ofState(state), null));
        };
    }

    private static Range ofOwner(Caller owner, @Nullable String context, @Nullable TaskState state) {
        if (context != null) {
            return new Range(IndexKeys.ofContext(context, owner), state);
        }
        return new Range(state == null ? IndexKeys.ofOwner(owner) : IndexKeys.ofOwner(owner, state), null);
    }

    /** Callers may give their contexts the same id: one range for each of them. */
    private static List<Range> ofContext(Handles handles, String context, @Nullable TaskState state)
            throws RocksDBException {
        List<Range> ranges = new ArrayList<>();
        byte[] prefix = IndexKeys.ofContext(context);
        try (Scan scan = new Scan(handles, handles.index, prefix, Keys.behind(prefix))) {
            while (scan.valid()) {
                ByteBuffer key = ByteBuffer.wrap(scan.key()).position(prefix.length);
                byte[] owner = new byte[key.getInt()];
                key.get(owner);
                byte[] own = IndexKeys.ofContext(context, new Caller(new String(owner, StandardCharsets.UTF_8)));
                ranges.add(new Range(own, state));
                scan.seek(Keys.behind(own));
            }
        }
        return ranges;
    }
}
