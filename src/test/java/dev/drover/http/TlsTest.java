package dev.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server over TLS, with real handshakes. */
class TlsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n";

    @TempDir
    static Path made;

    private static TestCertificate first;
    private static TestCertificate second;
    private static TestCertificate client;

    @TempDir
    Path folder;

    @BeforeAll
    static void make() throws Exception {
        first = TestCertificate.make(made, "first");
        second = TestCertificate.make(made, "second");
        client = TestCertificate.make(made, "client");
    }

    @BeforeEach
    void write() throws Exception {
        use(first);
        Files.writeString(folder.resolve("ca.pem"), client.pemCertificate());
    }

    @Test
    void speaksTls13And12AndTellsBrowsersToComeBackSo() throws Exception {
        try (RunningServer server = server(pem(TlsSettings.Clients.NONE))) {
            assertThat(ask(server, first.client(null), "TLSv1.3"))
                    .contains("200 OK", "Strict-Transport-Security: max-age=31536000", "nobody");
            assertThat(ask(server, first.client(null), "TLSv1.2")).contains("200 OK");
        }
    }

    @Test
    void takesAKeystore() throws Exception {
        TlsSettings settings = new TlsSettings(
                null,
                null,
                first.keystore(),
                TestCertificate.PASSWORD,
                null,
                TlsSettings.Clients.NONE,
                Duration.ofMinutes(1),
                Duration.ZERO);
        try (RunningServer server = server(settings)) {
            assertThat(ask(server, first.client(null), "TLSv1.3"))
                    .contains("200 OK")
                    .doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void answersMalformedRequestsOverTls() throws Exception {
        try (RunningServer server = server(pem(TlsSettings.Clients.NONE));
                SSLSocket socket = socket(server, first.client(null), "TLSv1.3")) {
            socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(text(socket)).contains("400 Bad Request", "not valid HTTP");
        }
    }

    @Test
    void usesNewFilesWithoutARestartAndKeepsTheOldOnesWhileTheNewOnesAreBroken() throws Exception {
        try (RunningServer server = server(pem(TlsSettings.Clients.NONE))) {
            SSLContext trustsFirst = first.client(null);
            SSLContext trustsSecond = second.client(null);
            Files.writeString(folder.resolve("key.pem"), "no key");
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> ask(server, trustsFirst, "TLSv1.3")
                    .contains("200 OK"));

            use(second);

            Awaitility.await().ignoreExceptions().until(() -> ask(server, trustsSecond, "TLSv1.3")
                    .contains("200 OK"));
            assertThatThrownBy(() -> ask(server, trustsFirst, "TLSv1.3")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void knowsClientsByTheirCertificates() throws Exception {
        try (RunningServer server = server(pem(TlsSettings.Clients.OPTIONAL))) {
            assertThat(ask(server, first.client(client), "TLSv1.3")).contains("CN=client");
            assertThat(ask(server, first.client(null), "TLSv1.3")).contains("nobody");
        }
    }

    @Test
    void refusesClientsWithoutACertificateOrWithOneOfAnotherCa() throws Exception {
        try (RunningServer server = server(pem(TlsSettings.Clients.REQUIRED))) {
            assertThat(ask(server, first.client(client), "TLSv1.3")).contains("CN=client");
            assertThatThrownBy(() -> ask(server, first.client(null), "TLSv1.3")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> ask(server, first.client(second), "TLSv1.3"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void believesNoHeaderAboutACertificate() throws Exception {
        try (RunningServer server = server(pem(TlsSettings.Clients.OPTIONAL));
                SSLSocket socket = socket(server, first.client(null), "TLSv1.3")) {
            socket.getOutputStream()
                    .write(GET.replace("Connection", "CamelHttpClientCertificate: CN=client\r\nConnection")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(text(socket)).contains("nobody");
        }
    }

    @Test
    void refusesHalfOfWhatTlsNeeds() {
        Path file = folder.resolve("certificate.pem");

        assertThatThrownBy(() -> settings(file, null, null, TlsSettings.Clients.NONE))
                .hasMessageStartingWith("TLS needs either");
        assertThatThrownBy(() -> settings(file, file, null, TlsSettings.Clients.REQUIRED))
                .hasMessageStartingWith("tls.client-ca and tls.client-certificates go together");
        assertThatThrownBy(() -> server(settings(
                        folder.resolve("missing.pem"), folder.resolve("key.pem"), null, TlsSettings.Clients.NONE)))
                .hasStackTraceContaining("missing.pem");
        assertThat(settings(file, file, null, TlsSettings.Clients.NONE).toString())
                .doesNotContain("password-of-it");
    }

    private void use(TestCertificate certificate) throws Exception {
        Files.writeString(folder.resolve("certificate.pem"), certificate.pemCertificate());
        Files.writeString(folder.resolve("key.pem"), certificate.pemKey());
    }

    private TlsSettings pem(TlsSettings.Clients clients) {
        Path ca = clients == TlsSettings.Clients.NONE ? null : folder.resolve("ca.pem");
        return settings(folder.resolve("certificate.pem"), folder.resolve("key.pem"), ca, clients);
    }

    private static TlsSettings settings(
            Path certificate, @Nullable Path key, @Nullable Path ca, TlsSettings.Clients clients) {
        return new TlsSettings(
                certificate, key, null, "password-of-it", ca, clients, Duration.ofMillis(50), Duration.ofDays(365));
    }

    private static RunningServer server(TlsSettings settings) throws Exception {
        return RunningServer.answering(RunningServer.settings().tls(settings).build(), exchange -> exchange.getMessage()
                .setBody(exchange.getMessage().getHeader(AsyncHttpEngine.CLIENT_CERTIFICATE, "nobody", String.class)));
    }

    private static String ask(RunningServer server, SSLContext context, String protocol) throws IOException {
        try (SSLSocket socket = socket(server, context, protocol)) {
            socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            return text(socket);
        }
    }

    private static SSLSocket socket(RunningServer server, SSLContext context, String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String text(SSLSocket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
