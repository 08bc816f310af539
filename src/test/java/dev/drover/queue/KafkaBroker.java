package dev.drover.queue;

import dev.drover.http.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** A real Kafka broker, in KRaft mode and a process of its own, that keeps its records over a restart. */
public final class KafkaBroker {
    /** Who may come in by the port that wants TLS and SASL. */
    public static final String USER = "drover";

    public static final String PASSWORD = "pass\"word";

    private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();
    private static KafkaBroker shared;

    private final Path folder;
    private final int port = freePort();
    private final int securePort = freePort();
    private final TestCertificate certificate;
    private Process process;

    private KafkaBroker(Path folder) throws Exception {
        this.folder = folder;
        certificate = TestCertificate.make(folder, "kafka");
        int controller = freePort();
        Files.write(
                settings(),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controller,
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",SECURE://127.0.0.1:" + securePort
                                + ",CONTROLLER://127.0.0.1:" + controller,
                        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port + ",SECURE://127.0.0.1:" + securePort,
                        "controller.listener.names=CONTROLLER",
                        "inter.broker.listener.name=PLAINTEXT",
                        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURE:SASL_SSL",
                        "ssl.keystore.type=PKCS12",
                        "ssl.keystore.location=" + certificate.keystore(),
                        "ssl.keystore.password=" + TestCertificate.PASSWORD,
                        "sasl.enabled.mechanisms=PLAIN",
                        "listener.name.secure.plain.sasl.jaas.config="
                                + "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + USER
                                + "=\"" + PASSWORD.replace("\"", "\\\\\"") + "\";",
                        "auto.create.topics.enable=false",
                        "log.dirs=" + folder.resolve("logs"),
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0"));
        String id = Uuid.randomUuid().toString();
        if (run("kafka.tools.StorageTool", "format", "-t", id, "-c", settings().toString())
                        .waitFor()
                != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("kafka.log")));
        }
        start();
    }

    /** The one of this JVM, with topics of its own for each test; ends with the JVM. */
    public static synchronized KafkaBroker shared() throws Exception {
        if (shared == null) {
            shared = new KafkaBroker(Files.createTempDirectory("kafka"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> shared.process.destroyForcibly()));
        }
        return shared;
    }

    public void start() throws IOException {
        process = run("kafka.Kafka", settings().toString());
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::acceptsOrIsDead);
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(folder.resolve("kafka.log")));
        }
    }

    /** Ends it as an operator would. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private Path settings() {
        return folder.resolve("server.properties");
    }

    private Process run(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JAVA, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("kafka.log").toFile()))
                .start();
    }

    private boolean acceptsOrIsDead() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return !process.isAlive();
        }
    }

    public void topic(String name, int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Where it wants TLS, and {@link #USER} with {@link #PASSWORD}. */
    public String secureAddress() {
        return "127.0.0.1:" + securePort;
    }

    /** What a client there has to trust, in PEM. */
    public String certificate() throws Exception {
        return certificate.pemCertificate();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
