package dev.drover.queue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that are, or were, gathered under one key, to be one task.
 *
 * @param since milliseconds of the epoch when it was begun, and from when it is closed, when it was closed
 * @param members the messages in order, by what their ids were made to
 */
public record Batch(String id, String key, Stage stage, long since, List<String> members) {
    private static final int VERSION = 1;

    public Batch {
        members = List.copyOf(members);
    }

    /** How far it is. A batch goes through them in this order. */
    public enum Stage {
        /** It takes messages. */
        OPEN,
        /** It takes no more, and is to be run. */
        CLOSED,
        /** The journal has its task. */
        SETTLED
    }

    boolean has(String member) {
        return members.contains(member);
    }

    /** The same with a further message. */
    Batch with(String member) {
        List<String> all = new ArrayList<>(members);
        all.add(member);
        return new Batch(id, key, stage, since, all);
    }

    Batch at(Stage next, long millis) {
        return new Batch(id, key, next, millis, members);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(id);
            out.writeUTF(key);
            out.writeUTF(stage.name());
            out.writeLong(since);
            out.writeInt(members.size());
            for (String member : members) {
                out.writeUTF(member);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Batch decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("a batch has version " + version + ", which this Drover does not know");
            }
            String id = in.readUTF();
            String key = in.readUTF();
            Stage stage = Stage.valueOf(in.readUTF());
            long since = in.readLong();
            List<String> members = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                members.add(in.readUTF());
            }
            return new Batch(id, key, stage, since, members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
