package dev.drover.wiring.broker;

import dev.drover.settings.InvalidSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.springframework.jms.connection.CachingConnectionFactory;

/** Connections to a broker that speaks AMQP 1.0. Waits for it are bounded. */
public final class Amqp {
    private static final int SESSIONS = 16;
    private static final long CONNECT_MILLIS = 5_000;
    private static final long SEND_MILLIS = 10_000;

    private Amqp() {}

    /** For consumers, each of which holds up to {@code ahead} messages that it has not got to yet. */
    public static JmsConnectionFactory connections(Broker broker, int ahead) {
        JmsConnectionFactory factory = new JmsConnectionFactory(broker.url());
        if (!broker.user().isEmpty()) {
            factory.setUsername(broker.user());
            factory.setPassword(broker.password());
        }
        Path ca = broker.ca();
        if (ca != null) {
            factory.setSslContext(trusting(ca));
        }
        JmsDefaultPrefetchPolicy policy = new JmsDefaultPrefetchPolicy();
        policy.setAll(ahead);
        factory.setPrefetchPolicy(policy);
        factory.setConnectTimeout(CONNECT_MILLIS);
        factory.setSendTimeout(SEND_MILLIS);
        factory.setRequestTimeout(SEND_MILLIS);
        return factory;
    }

    /** One connection for many senders. */
    public static CachingConnectionFactory shared(Broker broker) {
        CachingConnectionFactory shared = new CachingConnectionFactory(connections(broker, 1));
        shared.setSessionCacheSize(SESSIONS);
        return shared;
    }

    private static SSLContext trusting(Path ca) {
        try (InputStream pem = Files.newInputStream(ca)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidSetting("the certificates in " + ca + " cannot be read; they must be PEM");
        }
    }
}
