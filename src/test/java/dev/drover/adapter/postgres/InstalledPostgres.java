package dev.drover.adapter.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL as Debian's packages install it, with its tools, which do not come with {@link TestPostgres}; on a free port of
 * loopback.
 */
public final class InstalledPostgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    public final int port;
    private final Path tools;
    private final Path data;

    /**
     * @param tools of one installation
     * @param data where it may keep what it has
     */
    public InstalledPostgres(Path tools, Path data) throws Exception {
        this.tools = tools;
        this.data = data;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        run("initdb", "--auth=trust", "--username=postgres", "--no-sync", "-D", data.toString());
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
        run("pg_ctl", "start", "-w", "-D", data.toString(), "-o", options, "-l", data + ".log");
    }

    /** Where the tools of an installation are, if there is one. */
    public static Optional<Path> tools() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Stream.of("initdb", "pg_ctl", "pg_dump", "pg_restore", "psql")
                            .allMatch(tool -> Files.isExecutable(bin.resolve(tool))))
                    .findFirst();
        }
    }

    /** The server does not run as root, but in a name space where nobody is. */
    private void run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(tools.resolve(tool).toString());
        command.addAll(List.of(arguments));
        Path log = data.resolveSibling(tool + ".log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(tool + ": " + Files.readString(log));
        }
    }

    @Override
    public void close() throws Exception {
        run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data.toString());
    }
}
