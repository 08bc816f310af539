package dev.drover.journey;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Drover as users run it: the jar in a process of its own, in a folder of its own, with the test agents beside the samples. */
public final class RunningDrover implements AutoCloseable {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private final Path folder;
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final int managementPort;
    private Process process;

    public RunningDrover(Path folder, Map<String, String> environment, List<String> settings) throws IOException {
        this.folder = folder;
        this.environment = environment;
        port = freePort();
        managementPort = freePort();
        copy(PROJECT.resolve("routes"), folder.resolve("routes"));
        copy(PROJECT.resolve("src/test/resources/journeys/agents"), folder.resolve("routes/agents"));
        copy(PROJECT.resolve("samples"), folder.resolve("samples"));
        Files.copy(PROJECT.resolve("application.properties"), folder.resolve("application.properties"));
        List<String> all = new ArrayList<>(settings);
        all.add("server.shutdown = 3s");
        Files.write(folder.resolve("journey.properties"), all);
        start();
    }

    /** Starts the process (again) on the same folder and ports, and waits until it is ready. */
    public void start() throws IOException {
        launch();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(this::readyOrDead);
        if (!process.isAlive()) {
            throw new IllegalStateException(log());
        }
    }

    /** The same without the wait. */
    void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // a journey is over before the second compiler pays
                "-XX:+UseSerialGC",
                "-jar",
                PROJECT.resolve("target/drover.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_PORT", Integer.toString(managementPort));
        builder.environment().put("DROVER_CONFIG", "journey.properties");
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("drover.log").toFile()));
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    private boolean readyOrDead() {
        if (!process.isAlive()) {
            return true;
        }
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills the process as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends it a signal, such as STOP and CONT. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Asks the process to stop, and gives its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Drover did not stop");
        }
        return process.exitValue();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("drover.log"));
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(
                HttpRequest.newBuilder(uri(path)).header("A2A-Version", "1.0").build());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpClient http() {
        return http;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
