package dev.drover.http;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to one response, at most a buffer ahead of its reader.
 *
 * <p>Threads: senders add to {@code pending} under the lock and ask the event loop for one flush, which takes all that
 * has come together by then; so a burst of events costs one hop and one write. The lock is never held while waiting or
 * writing. What is on its way counts until the socket has taken it. Listeners run on virtual threads.
 */
final class EventWriter implements EventSink {

    private static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STOPPING =
            ": stopping; come back with Last-Event-ID\nretry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    private enum State {
        OPEN,
        STOPPED,
        GONE
    }

    private final Request request;
    private final ServerSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final List<Runnable> listeners = new ArrayList<>(1);
    private Buffer pending = Buffer.buffer();
    private boolean flushing;
    private boolean headSent;
    private boolean ended;
    private long unsent;
    private long lastProgress = System.nanoTime();
    private volatile State state = State.OPEN;

    EventWriter(Request request, ServerSettings settings) {
        this.request = request;
        this.settings = settings;
    }

    /** Sends the head, and watches for the reader going away. */
    void open() {
        request.connection().streaming(this);
        lock.lock();
        try {
            flushSoon();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean send(@Nullable String id, byte[] data) throws InterruptedException {
        requireOneLine(id, data);
        lock.lockInterruptibly();
        try {
            while (isOpen() && unsent >= settings.streamBuffer()) {
                room.await();
            }
            if (!isOpen()) {
                return false;
            }
            int before = pending.length();
            if (id != null) {
                pending.appendString("id: ").appendString(id).appendByte((byte) '\n');
            }
            pending.appendString("data: ").appendBytes(data).appendString("\n\n");
            added(pending.length() - before);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onClose(Runnable listener) {
        lock.lock();
        try {
            if (isOpen()) {
                listeners.add(listener);
                return;
            }
        } finally {
            lock.unlock();
        }
        Thread.startVirtualThread(listener);
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Takes no more events; what was taken is still written, then a word that the reader may come back, and the end. */
    void stop() {
        close(State.STOPPED);
    }

    /** Ends the response properly behind the events taken so far. */
    void end() {
        lock.lock();
        try {
            ended = true;
            flushSoon();
        } finally {
            lock.unlock();
        }
    }

    /** The reader has gone by itself. */
    void gone() {
        close(State.GONE);
    }

    /** Cuts the reader off, with whatever was still to be written. */
    void cut() {
        gone();
        request.connection().abort();
    }

    /** Sends a heartbeat after a silence, and cuts off a reader that has taken nothing for too long. */
    void sweep(long now) {
        lock.lock();
        try {
            if (state == State.GONE || ended) {
                return;
            }
            long nanos = now - lastProgress;
            if (unsent == 0 && nanos >= settings.heartbeat().toNanos()) {
                pending.appendBytes(PING);
                added(PING.length);
            }
            if (unsent == 0 || nanos < settings.streamStall().toNanos()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        cut();
    }

    private void added(int bytes) {
        if (unsent == 0) {
            lastProgress = System.nanoTime();
        }
        unsent += bytes;
        flushSoon();
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            request.connection().onLoop(this::flush);
        }
    }

    private void flush() {
        Buffer batch;
        boolean last;
        boolean first;
        lock.lock();
        try {
            flushing = false;
            batch = pending;
            pending = Buffer.buffer();
            last = ended;
            first = !headSent;
            headSent = true;
        } finally {
            lock.unlock();
        }
        HttpServerResponse response = request.http().response();
        if (state == State.GONE || response.ended() || response.closed()) {
            return;
        }
        if (last) {
            finish(response, batch);
        } else if (batch.length() > 0) {
            response.write(batch, result -> written(batch.length(), result));
        } else if (first) {
            response.writeHead();
        }
    }

    private void finish(HttpServerResponse response, Buffer batch) {
        // A stream to HTTP/1.0 has no end but the connection's; a stopping server wants no further request.
        boolean close = state == State.STOPPED || request.http().version() == HttpVersion.HTTP_1_0;
        response.end(batch, sent -> {
            if (close) {
                request.http().connection().close();
            }
        });
        request.connection().done();
    }

    private void written(int bytes, AsyncResult<Void> result) {
        if (result.failed()) {
            gone();
            return;
        }
        lock.lock();
        try {
            unsent -= bytes;
            lastProgress = System.nanoTime();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void close(State next) {
        List<Runnable> told;
        lock.lock();
        try {
            if (state == State.GONE || ended) {
                return;
            }
            boolean stops = next == State.STOPPED && state == State.OPEN;
            state = next;
            if (stops) {
                pending.appendBytes(STOPPING);
                added(STOPPING.length);
            }
            told = List.copyOf(listeners);
            listeners.clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        told.forEach(Thread::startVirtualThread);
    }

    private static void requireOneLine(@Nullable String id, byte[] data) {
        boolean broken = id != null && (id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0 || id.indexOf(0) >= 0);
        for (byte value : data) {
            broken |= value == '\n' || value == '\r';
        }
        if (broken) {
            throw new IllegalArgumentException("an event's id and data must be one line each");
        }
    }
}
