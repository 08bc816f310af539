package dev.drover.adapter.a2aclient;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events (HTML, section 9.2): lines end with CR, LF or both, data may have several. For one thread. */
final class EventStreamReader {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private boolean begun;
    private boolean skipLineFeed;
    private String id = "";

    /**
     * One event, or a comment that says no more than that somebody is there.
     *
     * @param id of the latest event that had one; empty when none had
     * @param data null for a comment
     */
    record ServerEvent(String id, byte @Nullable [] data) {}

    EventStreamReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next event; null at the end. An event that the end cuts off does not count. */
    @Nullable
    ServerEvent next() throws IOException {
        ByteArrayOutputStream data = null;
        for (byte[] line = line(); line != null; line = line()) {
            if (line.length == 0) {
                if (data != null) {
                    return new ServerEvent(id, data.toByteArray());
                }
            } else if (line[0] == ':') {
                if (data == null) {
                    return new ServerEvent(id, null);
                }
            } else {
                int colon = indexOf(line, (byte) ':');
                String field = new String(line, 0, colon, StandardCharsets.UTF_8);
                int value = colon == line.length ? colon : colon + (at(line, colon + 1) == ' ' ? 2 : 1);
                if (field.equals("data")) {
                    if (data == null) {
                        data = new ByteArrayOutputStream(line.length);
                    } else {
                        data.write('\n');
                    }
                    data.write(line, value, line.length - value);
                } else if (field.equals("id")) {
                    id = new String(line, value, line.length - value, StandardCharsets.UTF_8);
                }
            }
        }
        return null;
    }

    /** A line without its end; null when the stream ends before the line does. */
    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int read = in.read();
            if (read < 0) {
                return null;
            }
            boolean second = skipLineFeed && read == '\n';
            skipLineFeed = read == '\r';
            if (read == '\n' || read == '\r') {
                if (!second) {
                    return withoutMark(line.toByteArray());
                }
            } else {
                line.write(read);
            }
        }
    }

    /** The stream may begin with a byte order mark. */
    private byte[] withoutMark(byte[] line) {
        boolean first = !begun;
        begun = true;
        if (first
                && line.length >= MARK.length
                && java.util.Arrays.equals(line, 0, MARK.length, MARK, 0, MARK.length)) {
            return java.util.Arrays.copyOfRange(line, MARK.length, line.length);
        }
        return line;
    }

    private static int indexOf(byte[] line, byte wanted) {
        for (int i = 0; i < line.length; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return line.length;
    }

    private static int at(byte[] line, int index) {
        return index < line.length ? line[index] : -1;
    }
}
