package dev.drover.adapter.rocksdb;

import dev.drover.identity.Caller;
import dev.drover.task.Cursor;
import dev.drover.task.TaskState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the index. Each is a prefix and a position; positions are inverted, so that a forward scan, which is the fast
 * one, meets the latest task first.
 */
final class IndexKeys {
    private static final int TIME = Long.BYTES + Integer.BYTES;

    private IndexKeys() {}

    static byte[] unfinished(String taskId) {
        return ("u" + taskId).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] unfinished() {
        return unfinished("");
    }

    static String unfinishedId(byte[] key) {
        return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
    }

    static byte[] ofOwner(Caller owner) {
        return prefix('o', null, owner.name());
    }

    static byte[] ofOwner(Caller owner, TaskState state) {
        return prefix('s', state, owner.name());
    }

    /** The tasks of all owners by their states. */
    static byte[] ofOwners() {
        return new byte[] {'s'};
    }

    /** The key among all tasks of its owner, for one among those of a state. */
    static byte[] withoutState(byte[] key) {
        byte[] all = Arrays.copyOfRange(key, 1, key.length);
        all[0] = 'o';
        return all;
    }

    static byte[] ofContext(String contextId) {
        return prefix('c', null, contextId);
    }

    static byte[] ofContext(String contextId, Caller owner) {
        return prefix('c', null, contextId, owner.name());
    }

    /** All tasks of a state; completed ones are not in it: they are most of the ended ones anyway. */
    static byte[] ofState(TaskState state) {
        return prefix('t', state);
    }

    static byte[] ended() {
        return prefix('e', null);
    }

    /** Tasks that ended with a Message in their place. */
    static byte[] hidden() {
        return prefix('h', null);
    }

    /** Where a task at rest is entered. */
    static List<byte[]> all(Place place) {
        List<byte[]> prefixes = new ArrayList<>(5);
        if (place.listed()) {
            prefixes.add(ofOwner(place.owner()));
            prefixes.add(ofOwner(place.owner(), place.state()));
            prefixes.add(ofContext(place.contextId(), place.owner()));
            if (place.state() != TaskState.COMPLETED) {
                prefixes.add(ofState(place.state()));
            }
        }
        if (place.state().terminal()) {
            prefixes.add(place.listed() ? ended() : hidden());
        }
        prefixes.replaceAll(prefix -> at(prefix, place.cursor()));
        return prefixes;
    }

    static byte[] at(byte[] prefix, Cursor position) {
        byte[] id = position.taskId().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < id.length; i++) {
            id[i] = (byte) ~id[i];
        }
        ByteBuffer key = ByteBuffer.allocate(prefix.length + TIME + id.length + 1);
        putTime(key.put(prefix), position.at());
        return key.put(id).put((byte) -1).array();
    }

    /** The first key behind all positions from this time on. */
    static byte[] before(byte[] prefix, Instant since) {
        ByteBuffer key = ByteBuffer.allocate(prefix.length + TIME);
        putTime(key.put(prefix), since);
        return Keys.behind(key.array());
    }

    static Cursor position(byte[] key, int prefix) {
        ByteBuffer buffer = ByteBuffer.wrap(key).position(prefix);
        long seconds = ~buffer.getLong() ^ Long.MIN_VALUE;
        int nanos = ~buffer.getInt();
        byte[] id = new byte[buffer.remaining() - 1];
        for (int i = 0; i < id.length; i++) {
            id[i] = (byte) ~buffer.get();
        }
        return new Cursor(Instant.ofEpochSecond(seconds, nanos), new String(id, StandardCharsets.UTF_8));
    }

    private static void putTime(ByteBuffer key, Instant at) {
        key.putLong(~(at.getEpochSecond() ^ Long.MIN_VALUE)).putInt(~at.getNano());
    }

    private static byte[] prefix(char kind, @Nullable TaskState state, String... names) {
        byte[][] encoded = new byte[names.length][];
        int size = 1 + (state == null ? 0 : 1);
        for (int i = 0; i < names.length; i++) {
            encoded[i] = names[i].getBytes(StandardCharsets.UTF_8);
            size += Integer.BYTES + encoded[i].length;
        }
        ByteBuffer prefix = ByteBuffer.allocate(size).put((byte) kind);
        if (state != null) {
            prefix.put(IndexValues.code(state));
        }
        for (byte[] name : encoded) {
            prefix.putInt(name.length).put(name);
        }
        return prefix.array();
    }
}
