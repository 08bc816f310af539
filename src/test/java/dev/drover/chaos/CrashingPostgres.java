package dev.drover.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL as it comes, but that it can be ended as a crash would: without a checkpoint. */
final class CrashingPostgres implements SharedStore {
    private final Path folder;
    private final EmbeddedPostgres server;
    private final Path programs;

    CrashingPostgres() {
        try {
            folder = Files.createTempDirectory("postgres");
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            programs = Path.of(leader().info().command().orElseThrow()).getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessHandle leader() throws IOException {
        String id = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(id)).orElseThrow();
    }

    @Override
    public int port() {
        return server.getPort();
    }

    @Override
    public String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    /** What PostgreSQL calls an immediate shutdown: all its processes end at once, and the next start recovers. */
    @Override
    public void kill() {
        try {
            ProcessHandle leader = leader();
            run(List.of("kill", "-QUIT", Long.toString(leader.pid())));
            leader.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the options of the last start; PostgreSQL does not run as root, so for root it runs as nobody. */
    @Override
    public void startAgain() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(programs.resolve("pg_ctl").toString(), "-D", folder.toString(), "-w", "restart"));
        try {
            run(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
