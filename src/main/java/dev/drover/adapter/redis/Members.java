package dev.drover.adapter.redis;

import dev.drover.task.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Places in the lists as bytes that sort as they do: seconds and nanoseconds of the time, then the task's id. */
final class Members {
    private static final int TIME = Long.BYTES + Integer.BYTES;

    private Members() {}

    static byte[] of(Cursor place) {
        byte[] id = place.taskId().getBytes(StandardCharsets.UTF_8);
        return time(ByteBuffer.allocate(TIME + id.length), place.at()).put(id).array();
    }

    static Cursor read(byte[] member) {
        ByteBuffer buffer = ByteBuffer.wrap(member);
        Instant at = Instant.ofEpochSecond(buffer.getLong() ^ Long.MIN_VALUE, buffer.getInt());
        return new Cursor(at, new String(member, TIME, member.length - TIME, StandardCharsets.UTF_8));
    }

    /** A bound that leaves out the place itself. */
    static byte[] without(Cursor place) {
        byte[] member = of(place);
        return ByteBuffer.allocate(1 + member.length)
                .put((byte) '(')
                .put(member)
                .array();
    }

    /** A bound before all places of this time. */
    static byte[] from(Instant at) {
        return time(ByteBuffer.allocate(1 + TIME).put((byte) '['), at).array();
    }

    private static ByteBuffer time(ByteBuffer buffer, Instant at) {
        return buffer.putLong(at.getEpochSecond() ^ Long.MIN_VALUE).putInt(at.getNano());
    }
}
