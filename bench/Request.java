package bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A request that is rendered once; only its message id changes. */
final class Request {
    /** What is said to agents, and expected back from the echo. */
    static final String TEXT = "what is said comes back";

    private static final int DIGITS = 12;
    private static final AtomicLong NEXT = new AtomicLong();

    private final int port;
    private final byte[] bytes;
    private final int id;

    /** @param agents names in JSON: {@code "a","b"} */
    Request(int port, String method, String agents) {
        this.port = port;
        String run = Long.toHexString(System.currentTimeMillis());
        String body = """
                {"jsonrpc":"2.0","id":1,"method":"%s","params":{"message":{"messageId":"%s-%s","role":"ROLE_USER",\
                "parts":[{"text":"%s"}],"metadata":{"agents":[%s]}}}}""".formatted(method, run, "0".repeat(DIGITS), TEXT, agents);
        String head = """
                POST / HTTP/1.1
                Host: 127.0.0.1:%d
                Content-Type: application/json
                A2A-Version: 1.0
                Content-Length: %d

                """.formatted(port, body.length()).replace("\n", "\r\n");
        bytes = (head + body).getBytes(StandardCharsets.US_ASCII);
        id = (head + body).indexOf(run + "-") + run.length() + 1;
    }

    int port() {
        return port;
    }

    ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }

    /** Gives the buffer an id that no request had, and makes it ready to be written. */
    void freshen(ByteBuffer buffer) {
        long rest = NEXT.incrementAndGet();
        for (int i = id + DIGITS - 1; i >= id; i--) {
            buffer.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        buffer.clear();
    }
}
