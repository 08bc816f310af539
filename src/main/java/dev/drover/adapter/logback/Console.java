package dev.drover.adapter.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Standard output, where lines that come within 20 ms are written together: a write for each line is what costs most about
 * it. Warnings and errors are written at once, and so is every line once the JVM has begun to stop.
 *
 * <p>Threads: any number, which take turns.
 */
final class Console extends ConsoleAppender<ILoggingEvent> {
    private static final long TOGETHER_MILLIS = 20;
    private static final int TOGETHER_BYTES = 1 << 16;

    private final AtomicBoolean due = new AtomicBoolean();

    Console() {
        setImmediateFlush(false);
    }

    @Override
    public void start() {
        super.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::hurry));
    }

    @Override
    public void setOutputStream(OutputStream out) {
        super.setOutputStream(new BufferedOutputStream(out, TOGETHER_BYTES));
    }

    @Override
    protected void append(ILoggingEvent event) {
        super.append(event);
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            flush();
        } else if (!isImmediateFlush() && due.compareAndSet(false, true)) {
            getContext().getScheduledExecutorService().schedule(this::flush, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void hurry() {
        setImmediateFlush(true);
        flush();
    }

    private void flush() {
        due.set(false);
        streamWriteLock.lock();
        try {
            getOutputStream().flush();
        } catch (IOException e) {
            addError("standard output cannot be written to", e);
        } finally {
            streamWriteLock.unlock();
        }
    }
}
