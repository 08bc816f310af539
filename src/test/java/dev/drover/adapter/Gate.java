package dev.drover.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;

/** Stands before a server on loopback: lets all through, breaks all connections, or lets nothing through any more. */
public final class Gate implements AutoCloseable {
    public final int port;
    private final int behind;
    private final ServerSocketFactory doors;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;
    private volatile CountDownLatch passing = new CountDownLatch(0);

    public Gate(int behind) {
        this(behind, ServerSocketFactory.getDefault());
    }

    /**
     * A gate that speaks TLS before a server that does not.
     *
     * @param doors of TLS
     */
    public Gate(int behind, ServerSocketFactory doors) {
        this.behind = behind;
        this.doors = doors;
        open(0);
        port = door.getLocalPort();
    }

    private void open(int port) {
        try {
            ServerSocket opened = doors.createServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = opened;
            Thread.ofVirtual().start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server));
                Thread.ofVirtual().start(() -> pump(server, client));
            } catch (IOException e) {
                // closed, or the server is away: the client sees it
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16_384];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                passing.await();
                out.write(buffer, 0, n);
            }
        } catch (IOException | InterruptedException e) {
            // one end has gone, and so does the other
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Breaks what is connected and refuses what comes. */
    public void shut() {
        try {
            door.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void openAgain() {
        open(port);
    }

    /** Connections stay, and nothing passes. */
    public void freeze() {
        passing = new CountDownLatch(1);
    }

    public void thaw() {
        passing.countDown();
    }

    @Override
    public void close() {
        thaw();
        shut();
    }
}
