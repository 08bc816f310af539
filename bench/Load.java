package bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * A closed loop of requests over connections that stay open: each sends its next request when it has the whole answer
 * to the last. At the end nothing more is sent, and what is under way is waited for.
 *
 * <p>A few threads, each with connections, buffers and counts of its own; nothing is shared while they run.
 */
final class Load {
    private static final long PATIENCE = Duration.ofSeconds(15).toNanos();

    private final Request request;
    private final Predicate<Answer> right;
    private final long nanos;

    /** @param right whether an answer is one; called on the threads of the load */
    Load(Request request, Predicate<Answer> right, Duration duration) {
        this.request = request;
        this.right = right;
        this.nanos = duration.toNanos();
    }

    Outcome run(int connections, int threads) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            long begin = System.nanoTime();
            List<Callable<Outcome>> loops = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int share = connections / threads + (i < connections % threads ? 1 : 0);
                loops.add(() -> new Loop(begin).run(share));
            }
            Outcome all = Outcome.none();
            for (Future<Outcome> loop : pool.invokeAll(loops)) {
                all = all.plus(loop.get());
            }
            return all.lasting(System.nanoTime() - begin);
        }
    }

    /** What one thread does. */
    private final class Loop {
        private final long end;
        private final Latencies latencies = new Latencies();
        private long answers;
        private long wrong;
        private int open;

        Loop(long begin) {
            end = begin + nanos;
        }

        Outcome run(int connections) throws IOException {
            try (Selector selector = Selector.open()) {
                for (int i = 0; i < connections; i++) {
                    open(selector);
                }
                while (open > 0 && System.nanoTime() < end + PATIENCE) {
                    selector.select(key -> read(key, (Connection) key.attachment()), 100);
                }
                for (SelectionKey key : selector.keys()) {
                    if (key.isValid()) {
                        wrong("no answer", (Connection) key.attachment());
                        key.channel().close();
                    }
                }
            }
            return new Outcome(answers, wrong, 0, latencies);
        }

        private void open(Selector selector) throws IOException {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", request.port()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel, request);
            channel.register(selector, SelectionKey.OP_READ, connection);
            connection.send();
            open++;
        }

        private void read(SelectionKey key, Connection connection) {
            try {
                if (!connection.receive()) {
                    return;
                }
                answers++;
                long now = System.nanoTime();
                latencies.add(now - connection.sent);
                if (!right.test(connection.answer())) {
                    wrong("wrong answer", connection);
                }
                if (now < end) {
                    connection.send();
                } else {
                    connection.close();
                    open--;
                }
            } catch (IOException e) {
                wrong(e.toString(), connection);
                replace(key, connection);
            }
        }

        private void replace(SelectionKey key, Connection connection) {
            connection.close();
            open--;
            try {
                if (System.nanoTime() < end) {
                    open(key.selector());
                }
            } catch (IOException e) {
                System.err.println("a connection is lost: " + e);
            }
        }

        private void wrong(String what, Connection connection) {
            if (wrong++ == 0) {
                System.err.println(what + ": " + connection.received());
            }
        }
    }

    /** One request at a time, and the bytes of its answer. */
    private static final class Connection {
        private final SocketChannel channel;
        private final Request request;
        private final ByteBuffer out;
        private byte[] bytes = new byte[16 * 1024];
        private ByteBuffer in = ByteBuffer.wrap(bytes);
        private String head = "";
        private int body;
        private long sent;

        Connection(SocketChannel channel, Request request) {
            this.channel = channel;
            this.request = request;
            out = request.buffer();
        }

        void send() throws IOException {
            in.clear();
            head = "";
            request.freshen(out);
            sent = System.nanoTime();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /** Whether the answer is whole now. */
        boolean receive() throws IOException {
            if (!in.hasRemaining()) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
                in = ByteBuffer.wrap(bytes).position(bytes.length / 2);
            }
            if (channel.read(in) < 0) {
                throw new IOException("the connection was closed");
            }
            if (head.isEmpty()) {
                body = Bytes.after(bytes, 0, in.position(), "\r\n\r\n");
                if (body < 0) {
                    return false;
                }
                head = new String(bytes, 0, body, StandardCharsets.ISO_8859_1).toLowerCase();
            }
            if (isChunked()) {
                return Bytes.endsWith(bytes, in.position(), "\r\n0\r\n\r\n");
            }
            return in.position() - body >= length();
        }

        Answer answer() {
            return new Answer(head.startsWith("http/1.1 200"), isChunked(), bytes, body, in.position());
        }

        String received() {
            return new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
        }

        private boolean isChunked() {
            return head.contains("transfer-encoding: chunked");
        }

        private int length() throws IOException {
            int at = head.indexOf("content-length: ");
            if (at < 0) {
                throw new IOException("an answer without a length");
            }
            return Integer.parseInt(
                    head.substring(at + 16, head.indexOf('\r', at)).strip());
        }

        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // it is gone already
            }
        }
    }
}
