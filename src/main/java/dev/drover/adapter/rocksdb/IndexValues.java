package dev.drover.adapter.rocksdb;

import dev.drover.identity.Caller;
import dev.drover.task.Cursor;
import dev.drover.task.TaskState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values of the index: what a filter or a removal needs beside the key. */
final class IndexValues {
    private IndexValues() {}

    /** A number that never changes, unlike an ordinal. */
    static byte code(TaskState state) {
        return switch (state) {
            case SUBMITTED -> 1;
            case WORKING -> 2;
            case INPUT_REQUIRED -> 3;
            case AUTH_REQUIRED -> 4;
            case COMPLETED -> 5;
            case FAILED -> 6;
            case CANCELED -> 7;
            case REJECTED -> 8;
        };
    }

    static TaskState state(byte[] value) {
        for (TaskState state : TaskState.values()) {
            if (code(state) == value[0]) {
                return state;
            }
        }
        throw new IllegalStateException("the index holds the unknown state " + value[0]);
    }

    /** Of an entry of a task at rest: its state; where nothing else tells them, also its owner and context. */
    static byte[] encode(byte[] key, Place place) {
        return switch (key[0]) {
            case 'e', 'h' -> encode(place);
            default -> new byte[] {code(place.state())};
        };
    }

    private static byte[] encode(Place place) {
        byte[] owner = place.owner().name().getBytes(StandardCharsets.UTF_8);
        byte[] context = place.contextId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Integer.BYTES + owner.length + context.length)
                .put(code(place.state()))
                .putInt(owner.length)
                .put(owner)
                .put(context)
                .array();
    }

    static Place decode(Cursor position, byte[] value, boolean listed) {
        ByteBuffer buffer = ByteBuffer.wrap(value).position(1);
        byte[] owner = new byte[buffer.getInt()];
        buffer.get(owner);
        byte[] context = new byte[buffer.remaining()];
        buffer.get(context);
        return new Place(
                position.taskId(),
                new Caller(new String(owner, StandardCharsets.UTF_8)),
                new String(context, StandardCharsets.UTF_8),
                state(value),
                position.at(),
                listed);
    }

    /** Of an unfinished task: where it rested before, if it did. */
    static byte[] encodeRest(@Nullable Place rested) {
        if (rested == null) {
            return new byte[0];
        }
        return ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES)
                .put(code(rested.state()))
                .putLong(rested.at().getEpochSecond())
                .putInt(rested.at().getNano())
                .array();
    }

    static @Nullable Place decodeRest(byte[] value, Place now) {
        if (value.length == 0) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(value).position(1);
        Instant at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
        return new Place(now.taskId(), now.owner(), now.contextId(), state(value), at, true);
    }
}
