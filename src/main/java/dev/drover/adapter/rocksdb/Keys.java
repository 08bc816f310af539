package dev.drover.adapter.rocksdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keys of a task's own records: its id with its length, then the sequence number of the first event of each commit. */
final class Keys {
    /** Behind all keys. */
    static final byte[] END = {-1, -1, -1, -1, -1, -1, -1, -1};

    private Keys() {}

    /** The commit whose first event has this number. */
    static byte[] commit(String taskId, long sequence) {
        byte[] id = taskId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + id.length + Long.BYTES)
                .putInt(id.length)
                .put(id)
                .putLong(sequence)
                .array();
    }

    /** The snapshot stands before the first commit. */
    static byte[] snapshot(String taskId) {
        return commit(taskId, 0);
    }

    /** Behind all of the task's records. */
    static byte[] end(String taskId) {
        return commit(taskId, -1);
    }

    /** Behind all records of the task that this one is of. */
    static byte[] end(byte[] record) {
        byte[] end = record.clone();
        ByteBuffer.wrap(end).putLong(end.length - Long.BYTES, -1);
        return end;
    }

    static boolean isOf(String taskId, byte[] key) {
        return areOfOne(snapshot(taskId), key);
    }

    /** Whether both are of the same task. */
    static boolean areOfOne(byte[] one, byte[] other) {
        int length = one.length - Long.BYTES;
        return one.length == other.length && Arrays.equals(one, 0, length, other, 0, length);
    }

    static long sequence(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }

    /** The first key that is behind all keys with this prefix. */
    static byte[] behind(byte[] prefix) {
        byte[] next = prefix.clone();
        int last = next.length - 1;
        while (next[last] == -1) {
            last--;
        }
        next[last]++;
        return Arrays.copyOf(next, last + 1);
    }
}
