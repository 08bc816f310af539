package bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Streams of events that stay open until their tasks end. A virtual thread, a connection and a small buffer for each. */
final class OpenStreams {
    private static final int AT_ONCE = 100;

    private final int port;
    private final Semaphore opening = new Semaphore(AT_ONCE);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    OpenStreams(int port) {
        this.port = port;
    }

    /** Begins so many streams, in turn of these tasks. */
    void begin(List<String> tasks, int count) {
        for (int i = 0; i < count; i++) {
            String task = tasks.get(i % tasks.size());
            Thread.ofVirtual().start(() -> follow(task));
        }
    }

    /** How many have given their first event. */
    int open() {
        return open.get();
    }

    /** How many have told the end of their task. */
    int completed() {
        return completed.get();
    }

    int broken() {
        return broken.get();
    }

    private void follow(String task) {
        boolean holdsPlace = false;
        try {
            opening.acquire();
            holdsPlace = true;
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(request(task));
                InputStream in = socket.getInputStream();
                byte[] bytes = new byte[2048];
                StringBuilder tail = new StringBuilder();
                boolean begun = false;
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    tail.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
                    if (!begun && tail.indexOf("data:") >= 0) {
                        begun = true;
                        open.incrementAndGet();
                        opening.release();
                        holdsPlace = false;
                    }
                    if (tail.indexOf("TASK_STATE_COMPLETED") >= 0) {
                        completed.incrementAndGet();
                        return;
                    }
                    tail.delete(0, Math.max(0, tail.length() - 64));
                }
                broken.incrementAndGet();
            }
        } catch (IOException | InterruptedException e) {
            broken.incrementAndGet();
        } finally {
            if (holdsPlace) {
                opening.release();
            }
        }
    }

    private byte[] request(String task) {
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SubscribeToTask\",\"params\":{\"id\":\"" + task + "\"}}";
        String head = "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\n"
                + "A2A-Version: 1.0\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
