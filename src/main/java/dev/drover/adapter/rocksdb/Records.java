package dev.drover.adapter.rocksdb;

import dev.drover.task.Event;
import dev.drover.task.TaskCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The events of one commit as one value: how many they are, then each with its length. */
final class Records {
    private Records() {}

    static byte[] encode(TaskCodec codec, List<Event> events) {
        List<byte[]> encoded = codec.encode(events);
        int size = Integer.BYTES;
        for (byte[] bytes : encoded) {
            size += Integer.BYTES + bytes.length;
        }
        ByteBuffer record = ByteBuffer.allocate(size).putInt(events.size());
        for (byte[] bytes : encoded) {
            record.putInt(bytes.length).put(bytes);
        }
        return record.array();
    }

    static int count(byte[] record) {
        return ByteBuffer.wrap(record).getInt();
    }

    static List<Event> decode(TaskCodec codec, byte[] record) {
        ByteBuffer buffer = ByteBuffer.wrap(record);
        int count = buffer.getInt();
        List<Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[buffer.getInt()];
            buffer.get(bytes);
            events.add(codec.decodeEvent(bytes));
        }
        return events;
    }
}
