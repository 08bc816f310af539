package dev.drover.adapter.dynamodb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** DynamoDB Local in a process of its own, with a class path of its own, on a free port of loopback; ends with the JVM. */
public final class TestDynamo {
    private static final Path CLASS_PATH = Path.of("target/dynamodb-local.classpath");
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static int port;

    private TestDynamo() {}

    public static synchronized int port() {
        if (port == 0) {
            try {
                port = start();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return port;
    }

    private static int start() throws IOException, InterruptedException {
        // It takes any.
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String classPath = Files.readString(CLASS_PATH).trim();
        Path log = Files.createTempFile("dynamodb", ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dsqlite4java.library.path=" + natives(classPath),
                        "-classpath",
                        classPath,
                        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                        "-inMemory",
                        "-disableTelemetry",
                        "-port",
                        Integer.toString(free))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        for (int i = 0; i < 600; i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("DynamoDB Local has ended: " + Files.readString(log));
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), free), 100);
                return free;
            } catch (IOException e) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new IllegalStateException("DynamoDB Local does not start: " + Files.readString(log));
    }

    private static String natives(String classPath) {
        return Arrays.stream(classPath.split(java.io.File.pathSeparator))
                .filter(entry -> entry.matches(".*sqlite4java.*\\.(so|dylib|dll)"))
                .map(entry -> Path.of(entry).getParent().toString())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /** A table that no other test uses, in which there is nothing yet. */
    static DynamoUrl newTable() {
        return url(port(), "test" + TABLES.incrementAndGet());
    }

    static DynamoUrl url(int port, String table) {
        return DynamoUrl.parse(
                "dynamodb:" + table + "?region=eu-central-1&create=true&endpoint=http://127.0.0.1:" + port);
    }
}
