package dev.drover.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client that sends exactly the bytes it is told, and reads answers piece by piece. */
public final class WireClient implements AutoCloseable {

    public record Answer(int status, Map<String, String> headers, String body) {
        @Nullable
        public String header(String name) {
            return headers.get(name);
        }
    }

    private final Socket socket = new Socket();
    private final InputStream in;

    public WireClient(int port) throws IOException {
        // Small, so that a reader that does not read is noticed soon.
        socket.setReceiveBufferSize(16_384);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream());
    }

    public WireClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public WireClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public Answer answer() throws IOException {
        Answer head = head();
        String length = head.header("content-length");
        byte[] body;
        if (length != null) {
            body = in.readNBytes(Integer.parseInt(length));
        } else if ("chunked".equals(head.header("transfer-encoding"))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
                all.writeBytes(chunk.getBytes(StandardCharsets.UTF_8));
            }
            body = all.toByteArray();
        } else {
            body = new byte[0];
        }
        return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    /** Status and headers only. */
    public Answer head() throws IOException {
        int status = Integer.parseInt(line().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(line.substring(0, colon), line.substring(colon + 1).trim(), (a, b) -> a + "|" + b);
        }
        return new Answer(status, headers, "");
    }

    /** The next chunk of a chunked body; empty at the end. */
    String chunk() throws IOException {
        int size = Integer.parseInt(line().toLowerCase(Locale.ROOT), 16);
        String chunk = new String(in.readNBytes(size), StandardCharsets.UTF_8);
        line();
        return chunk;
    }

    /** The next event of the body, across chunks: everything up to an empty line. */
    String event() throws IOException {
        StringBuilder event = new StringBuilder();
        while (event.indexOf("\n\n") < 0) {
            String chunk = chunk();
            if (chunk.isEmpty()) {
                throw new EOFException("the stream has ended");
            }
            event.append(chunk);
        }
        return event.toString();
    }

    /** Everything up to the end of the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether the server has closed the connection, without anything more. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int value;
        while ((value = in.read()) != '\n') {
            if (value < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            if (value != '\r') {
                line.write(value);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
