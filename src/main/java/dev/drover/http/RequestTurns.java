package dev.drover.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets one request of a connection through at a time; what a client sends ahead waits here, decoded.
 *
 * <p>Vert.x would queue it too, but it does not survive a disconnect with a request queued half. How much may wait is
 * bounded by {@link ClientConnection}.
 *
 * <p>Threads: the connection's event loop only.
 */
final class RequestTurns extends ChannelInboundHandlerAdapter {

    private final Deque<Object> waiting = new ArrayDeque<>(0);
    private boolean taken;

    /** The whole of a request has gone through; no other does until {@link #next}. */
    void take() {
        taken = true;
    }

    /** The request has been answered. */
    void next(ChannelHandlerContext turns) {
        taken = false;
        if (waiting.isEmpty()) {
            return;
        }
        while (!taken && !waiting.isEmpty()) {
            turns.fireChannelRead(waiting.remove());
        }
        turns.fireChannelReadComplete();
    }

    @Override
    public void channelRead(ChannelHandlerContext turns, Object message) {
        if (taken || !waiting.isEmpty()) {
            waiting.add(message);
        } else {
            turns.fireChannelRead(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext turns) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        turns.fireChannelInactive();
    }
}
