package dev.drover.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: what it is doing, since when, and the two ways to end it early, by an answer or at once.
 *
 * <p>It stands before the HTTP decoder, because only there a request is seen from its first byte on, and an answer can
 * be written when there is no request to answer yet. A refused client may still be sending: what it sends is dropped
 * for a while before the connection is closed, since closing at once would often destroy the answer on its way.
 *
 * <p>Threads: everything runs on the connection's event loop, except {@link #onLoop}, {@link #sweep}, {@link #abort}
 * and {@link #streaming}.
 */
final class ClientConnection extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final AttributeKey<ClientConnection> KEY = AttributeKey.valueOf(ClientConnection.class, "of");
    private static final long LINGER_NANOS = 1_000_000_000L;

    private enum Phase {
        IDLE,
        READING,
        WORKING,
        REFUSED
    }

    private final ServerSettings settings;
    private final CommonHeaders common;
    private final RequestTurns turns = new RequestTurns();
    private volatile Phase phase = Phase.IDLE;
    private volatile long since = System.nanoTime();
    private volatile @Nullable EventWriter stream;
    private @Nullable ChannelHandlerContext context;
    private @Nullable RequestReader arriving;
    private long readAhead;
    private long written;

    ClientConnection(ServerSettings settings, CommonHeaders common) {
        this.settings = settings;
        this.common = common;
    }

    static ClientConnection of(HttpConnection connection) {
        return ((HttpServerConnection) connection).channel().attr(KEY).get();
    }

    void attachTo(HttpConnection connection) {
        Channel channel = ((HttpServerConnection) connection).channel();
        channel.attr(KEY).set(this);
        channel.pipeline().addBefore("httpDecoder", "client", this).addBefore("handler", "turns", turns);
    }

    /** What every answer on it carries. */
    CommonHeaders common() {
        return common;
    }

    /** Runs the task on the connection's event loop; nothing is left to do there once the server has stopped. */
    void onLoop(Runnable task) {
        try {
            context().executor().execute(task);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the server has stopped");
        }
    }

    /** A request's head has arrived. */
    void begin(RequestReader reader) {
        arriving = reader;
        if (phase == Phase.IDLE) {
            enter(Phase.READING);
        }
    }

    /** The whole request has arrived; from now on the client waits for us. */
    void ready() {
        arriving = null;
        turns.take();
        enter(Phase.WORKING);
    }

    /** The answer has been written; the next request may come. */
    void done() {
        stream = null;
        readAhead = 0;
        enter(Phase.IDLE);
        turns.next(context().pipeline().context(turns));
        pauseArriving();
    }

    /** The answer is about to be written though the request has not arrived whole: what else comes is dropped. */
    void leave() {
        enter(Phase.REFUSED);
        context().channel().config().setAutoRead(true);
    }

    boolean isRefused() {
        return phase == Phase.REFUSED;
    }

    /** Tells the writer of the passing time, and of the reader going away. */
    void streaming(EventWriter writer) {
        stream = writer;
        if (!context().channel().isActive()) {
            writer.gone();
        }
    }

    /** Answers in place of any route, reads no further, and closes. */
    void refuse(HttpError error) {
        if (isRefused()) {
            return;
        }
        leave();
        context()
                .writeAndFlush(Unpooled.wrappedBuffer(error.bytes(common.lines())))
                .addListener(written -> endOutput());
        lose(error);
    }

    private void endOutput() {
        if (context().channel() instanceof DuplexChannel duplex && duplex.isActive()) {
            var unused = duplex.shutdownOutput();
        }
    }

    /** Whoever waits for the rest of the request need not wait any longer. */
    private void lose(HttpError error) {
        if (arriving != null) {
            arriving.lose(error);
            arriving = null;
        }
    }

    private void pauseArriving() {
        if (arriving != null) {
            arriving.pause();
        }
    }

    /** Closes at once, whatever still waits to be written. */
    void abort() {
        var unused = context().close();
    }

    /** Ends what has taken too long. */
    void sweep(long now) {
        if (isOverdue(now)) {
            onLoop(this::expire);
        }
        EventWriter writer = stream;
        if (writer != null) {
            writer.sweep(now);
        }
    }

    private boolean isOverdue(long now) {
        long nanos = now - since;
        return switch (phase) {
            case IDLE -> nanos > settings.idleTimeout().toNanos();
            case READING -> nanos > settings.requestTimeout().toNanos();
            case WORKING -> false;
            case REFUSED -> nanos > LINGER_NANOS;
        };
    }

    private void expire() {
        if (!isOverdue(System.nanoTime())) {
            return;
        }
        if (phase == Phase.READING) {
            refuse(HttpError.tooSlow(settings.requestTimeout().toMillis()));
        } else if (phase == Phase.IDLE && isTakingAnswer()) {
            since = System.nanoTime();
        } else {
            abort();
        }
    }

    /** Whether some of the last answer has gone out since this was last asked: who reads it slowly is not idle. */
    private boolean isTakingAnswer() {
        ChannelOutboundBuffer buffer = context().channel().unsafe().outboundBuffer();
        if (buffer == null || buffer.isEmpty()) {
            return false;
        }
        long progress = buffer.currentProgress() - buffer.totalPendingWriteBytes();
        boolean moved = progress != written;
        written = progress;
        return moved;
    }

    private void enter(Phase next) {
        phase = next;
        since = System.nanoTime();
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "not attached yet");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        switch (phase) {
            case IDLE -> enter(Phase.READING);
            case READING -> {}
            case WORKING -> readAhead += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
            case REFUSED -> {
                ReferenceCountUtil.release(message);
                return;
            }
        }
        if (readAhead > settings.maxBody() + settings.maxHeader()) {
            ReferenceCountUtil.release(message);
            abort();
            return;
        }
        channel.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
        pauseArriving();
        channel.fireChannelReadComplete();
    }

    /** Vert.x closes behind its last answer; a client that is still sending is given the time to see that answer. */
    @Override
    public void close(ChannelHandlerContext channel, ChannelPromise closed) {
        if (isRefused() && channel.channel().isActive()) {
            endOutput();
            closed.setSuccess();
        } else {
            channel.close(closed);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext channel) {
        lose(HttpError.GONE);
        EventWriter writer = stream;
        if (writer != null) {
            writer.gone();
        }
        channel.fireChannelInactive();
    }

    /** A body that is not framed as it says comes here from the decoder; the rest is Vert.x's. */
    @Override
    public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
        if (phase == Phase.READING && !(cause instanceof IOException)) {
            refuse(HttpError.malformed("the request is not valid HTTP"));
        } else if (phase != Phase.REFUSED) {
            channel.fireExceptionCaught(cause);
        }
    }
}
