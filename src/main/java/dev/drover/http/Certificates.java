package dev.drover.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SSLOptions;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps servers to the certificate files as they are now. New files are used by new connections; files that are no
 * certificate and key are tried again at the next look, and until then the old ones stay in use.
 *
 * <p>Threads: one at a time; a look reads files, so it does not belong on an event loop.
 */
final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private final TlsSettings settings;
    private final Vertx vertx;
    private List<Buffer> used;

    /** Reads the files for the first time; the failure names what cannot be read. */
    Certificates(TlsSettings settings, Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
        try {
            used = settings.files();
        } catch (IOException e) {
            throw new IllegalStateException("the TLS files cannot be read: " + e.getMessage(), e);
        }
    }

    void apply(HttpServerOptions options) {
        var now = settings.options(used);
        options.setSsl(true)
                .setUseAlpn(false)
                .setClientAuth(settings.clientAuth())
                .setKeyCertOptions(now.getKeyCertOptions())
                .setEnabledSecureTransportProtocols(now.getEnabledSecureTransportProtocols());
        if (now.getTrustOptions() != null) {
            options.setTrustOptions(now.getTrustOptions());
        }
    }

    /** Takes new files into use. */
    synchronized void look(List<HttpServer> servers) {
        try {
            List<Buffer> now = settings.files();
            if (now.equals(used)) {
                return;
            }
            SSLOptions options = settings.options(now);
            check(options);
            for (HttpServer server : servers) {
                server.updateSSLOptions(options)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            }
            used = now;
            LOG.info("the TLS certificate is another one now");
        } catch (Exception e) {
            LOG.warn("the TLS files have changed and cannot be used; the old ones stay in use", e);
        }
    }

    /** Fails for files that are none: a server that was told of them would serve nobody. */
    private void check(SSLOptions options) throws Exception {
        options.getKeyCertOptions().getKeyManagerFactory(vertx);
        if (options.getTrustOptions() != null) {
            options.getTrustOptions().getTrustManagerFactory(vertx);
        }
    }
}
