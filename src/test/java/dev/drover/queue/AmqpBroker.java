package dev.drover.queue;

import dev.drover.http.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.jspecify.annotations.Nullable;

/** A real broker for AMQP 1.0 and STOMP in this process, that keeps its messages over a restart. */
public final class AmqpBroker implements AutoCloseable {
    /** Who may come in where it is guarded. */
    public static final String USER = "drover";

    public static final String PASSWORD = "pass word";

    private final Path folder;
    private final int port;
    private final @Nullable TestCertificate certificate;
    private EmbeddedActiveMQ server;

    public AmqpBroker(Path folder) throws Exception {
        this(folder, null);
    }

    private AmqpBroker(Path folder, @Nullable TestCertificate certificate) throws Exception {
        this.folder = folder;
        this.certificate = certificate;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        start();
    }

    /** One that wants TLS, and {@link #USER} with {@link #PASSWORD}. */
    public static AmqpBroker guarded(Path folder, TestCertificate certificate) throws Exception {
        return new AmqpBroker(folder, certificate);
    }

    public void start() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setSecurityEnabled(certificate != null)
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(100)
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setJournalDirectory(folder.resolve("journal").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:" + port + "?protocols=AMQP,STOMP" + tls())
                .addAddressSetting("#", new AddressSettings().setAutoDeleteQueues(false));
        server = new EmbeddedActiveMQ().setConfiguration(configuration);
        if (certificate != null) {
            configuration.putSecurityRoles(
                    "#",
                    Set.of(new Role("all", true, true, true, true, true, true, true, true, true, true, true, true)));
            SecurityConfiguration users = new SecurityConfiguration();
            users.addUser(USER, PASSWORD);
            users.addRole(USER, "all");
            server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        }
        server.start();
    }

    private String tls() {
        return certificate == null
                ? ""
                : ";sslEnabled=true;keyStoreType=PKCS12;keyStorePath=" + certificate.keystore() + ";keyStorePassword="
                        + TestCertificate.PASSWORD;
    }

    public void stop() throws Exception {
        server.stop();
    }

    public int port() {
        return port;
    }

    public String url() {
        return (certificate == null ? "amqp" : "amqps") + "://127.0.0.1:" + port;
    }

    /** Queues whose names begin so are not made when somebody sends to them. */
    public void forbidAnythingNewBelow(String prefix) {
        AddressSettings closed =
                new AddressSettings().setAutoCreateAddresses(false).setAutoCreateQueues(false);
        server.getActiveMQServer().getAddressSettingsRepository().addMatch(prefix + ".#", closed);
    }

    public void allow(String prefix) {
        server.getActiveMQServer().getAddressSettingsRepository().removeMatch(prefix + ".#");
    }

    /** How many messages wait, or are out with a consumer, in the queue. */
    public long depth(String queue) {
        var found = server.getActiveMQServer().locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
