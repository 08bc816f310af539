package dev.drover.adapter.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis server on a free port of loopback. */
public final class TestRedis implements AutoCloseable {
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static TestRedis shared;

    public final int port;
    public final Path folder;
    private List<String> settings;
    private RedisServer server;
    private long processId;

    private TestRedis(int port, Path folder, List<String> settings) {
        this.port = port;
        this.folder = folder;
        this.settings = settings;
    }

    /** The one of this JVM, for tests that leave it as it is, with what Drover's guarantees need; ends with the JVM. */
    public static synchronized TestRedis shared() {
        if (shared == null) {
            shared = start("appendonly yes", "appendfsync always", "maxmemory-policy noeviction");
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    public static TestRedis start(String... settings) {
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            TestRedis redis = new TestRedis(port, Files.createTempDirectory("redis"), List.of(settings));
            redis.startAgain();
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With what it had on the disk, if it was there before. */
    public void startAgain() {
        try {
            RedisServerBuilder builder =
                    RedisServer.newRedisServer().bind("127.0.0.1").port(port);
            settings.forEach(builder::setting);
            builder.setting("dir " + folder).setting("save \"\"");
            server = builder.build();
            server.start();
            processId = ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with other settings. */
    public void startAgain(String... others) {
        settings = List.of(others);
        startAgain();
    }

    /** A server that wants a password tells nothing of itself, and is not killed or frozen by any test. */
    private long ready() {
        String info = info("server");
        return info.contains("process_id") ? Long.parseLong(value(info, "process_id")) : -1;
    }

    /** An address whose keys no other test uses. */
    RedisUrl newUrl() {
        return RedisUrl.parse("redis://127.0.0.1:" + port + "?prefix=test" + PREFIXES.incrementAndGet());
    }

    String role() {
        return value(info("replication"), "role");
    }

    private static String value(String info, String name) {
        return info.split(name + ":", 2)[1].split("\n", 2)[0];
    }

    /** What the server tells of itself, without a client of Drover's. */
    String info(String section) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(("INFO " + section + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.join("\n", answer.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a failing machine ends it: at once. */
    public void kill() {
        ProcessHandle process = ProcessHandle.of(processId).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        close();
    }

    void freeze() {
        try {
            new ProcessBuilder("kill", "-STOP", Long.toString(processId))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
