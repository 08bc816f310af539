package bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One server in a process of its own, on ports that were free. Linux: CPU and memory are read from /proc. */
final class Server {
    private static final double TICKS = Integer.getInteger("clock.ticks", 100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Path log;
    private final long startMillis;

    private Server(Process process, int port, Path log, long begin) throws Exception {
        this.process = process;
        this.port = port;
        this.log = log;
        awaitReady(begin);
        startMillis = (System.nanoTime() - begin) / 1_000_000;
    }

    static Server start(Path folder, String name, List<String> command, Map<String, String> variables)
            throws Exception {
        Path log = folder.resolve(name + ".log");
        int port;
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            port = one.getLocalPort();
            builder.environment().put("PORT", "" + port);
            builder.environment().put("MANAGEMENT_PORT", "" + other.getLocalPort());
        }
        builder.environment().keySet().removeAll(List.of("HOST", "DROVER_CONFIG", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(variables);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        long begin = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Server(process, port, log, begin);
    }

    int port() {
        return port;
    }

    /** From the start of the process until it was ready. */
    long startMillis() {
        return startMillis;
    }

    /** The microseconds of CPU that all its threads have used. */
    double cpuMicros() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" "); // from the third on, proc(5)
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS * 1e6;
    }

    /** The mebibytes that are resident. */
    long memory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("no VmRSS");
    }

    private void awaitReady(long begin) throws Exception {
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IOException("a server does not start:\n" + Files.readString(log));
            }
            Thread.sleep(3);
        }
    }

    private boolean isReady() {
        try {
            URI ready = URI.create("http://127.0.0.1:" + port + "/health/ready");
            HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
            connection.setReadTimeout(1000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets it stop well, and makes it stop if it does not. */
    void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
