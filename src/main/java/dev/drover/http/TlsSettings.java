package dev.drover.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's certificate, and whose certificates of clients it believes. TLS 1.3 and 1.2, nothing older.
 *
 * @param certificate a PEM file with the chain, the server's first; absent with a keystore
 * @param privateKey a PEM file; absent with a keystore
 * @param keystore a PKCS#12 file; absent with PEM files
 * @param password of the keystore; it does not show
 * @param clientCa a PEM file with those who sign clients' certificates; absent where none are asked for
 * @param clients whether a client must have a certificate
 * @param reload how often the files are looked at, so that new ones are used without a restart
 * @param hsts how long browsers are told to come by TLS only; zero tells them nothing
 */
public record TlsSettings(
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable Path keystore,
        String password,
        @Nullable Path clientCa,
        Clients clients,
        Duration reload,
        Duration hsts) {
    /** Whether clients have certificates. */
    public enum Clients {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    public TlsSettings {
        boolean pem = certificate != null && privateKey != null;
        if (pem == (keystore != null) || (certificate == null) != (privateKey == null)) {
            throw new IllegalArgumentException("TLS needs either tls.certificate and tls.private-key, or tls.keystore");
        }
        if ((clientCa == null) != (clients == Clients.NONE)) {
            throw new IllegalArgumentException(
                    "tls.client-ca and tls.client-certificates go together: optional or required needs a CA, and a CA one of"
                            + " them");
        }
        if (reload.toMillis() < 1) {
            throw new IllegalArgumentException("tls.reload must be at least 1ms");
        }
    }

    ClientAuth clientAuth() {
        return switch (clients) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL -> ClientAuth.REQUEST;
            case REQUIRED -> ClientAuth.REQUIRED;
        };
    }

    /** What the files hold now: those of the identity, and behind them the CA of the clients. */
    List<Buffer> files() throws IOException {
        List<Buffer> files = new ArrayList<>();
        for (Path file : Arrays.asList(keystore, certificate, privateKey, clientCa)) {
            if (file != null) {
                files.add(Buffer.buffer(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    SSLOptions options(List<Buffer> files) {
        KeyCertOptions identity = keystore != null
                ? new PfxOptions().setValue(files.getFirst()).setPassword(password)
                : new PemKeyCertOptions().setCertValue(files.getFirst()).setKeyValue(files.get(1));
        SSLOptions options = new SSLOptions()
                .setKeyCertOptions(identity)
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2")));
        return clientCa == null
                ? options
                : options.setTrustOptions(new PemTrustOptions().addCertValue(files.getLast()));
    }

    @Override
    public String toString() {
        return "TlsSettings[" + (keystore == null ? certificate : keystore) + ", clients " + clients + "]";
    }
}
