package dev.drover.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.http.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The management port, as plain and as safe as the settings say. */
class ManagementTest {
    @TempDir
    static Path folder;

    private static TestCertificate certificate;
    private static TestCertificate client;

    @BeforeAll
    static void make() throws Exception {
        certificate = TestCertificate.make(folder, "server");
        client = TestCertificate.make(folder, "client");
        java.nio.file.Files.writeString(folder.resolve("ca.pem"), client.pemCertificate());
    }

    @Test
    void givesMetricsAndNothingElse() throws Exception {
        try (LocalDrover drover = drover(Map.of())) {
            HttpResponse<String> page = get(HttpClient.newHttpClient(), "http", drover, "/metrics");

            assertThat(page.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.body()).contains("# TYPE drover_refusals_total counter");
            assertThat(get(HttpClient.newHttpClient(), "http", drover, "/tasks").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void hasTheServersCertificateAndWantsItsClients() throws Exception {
        try (LocalDrover drover = drover(
                Map.of("tls.client-ca", folder.resolve("ca.pem").toString(), "tls.client-certificates", "required"))) {
            HttpClient known = HttpClient.newBuilder()
                    .sslContext(certificate.client(client))
                    .build();
            HttpClient unknown =
                    HttpClient.newBuilder().sslContext(certificate.client(null)).build();

            assertThat(get(known, "https", drover, "/metrics").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> get(unknown, "https", drover, "/metrics")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(known, "http", drover, "/metrics")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void isPlainBesideAServerWithTlsWhereThatIsSet() throws Exception {
        try (LocalDrover drover = drover(Map.of(
                "tls.keystore",
                certificate.keystore().toString(),
                "tls.password",
                TestCertificate.PASSWORD,
                "management.tls",
                "false"))) {
            assertThat(get(HttpClient.newHttpClient(), "http", drover, "/metrics")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static LocalDrover drover(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("management.enabled", "true", "management.port", "0"));
        settings.putAll(more);
        if (more.containsKey("tls.client-ca")) {
            settings.put("tls.keystore", certificate.keystore().toString());
            settings.put("tls.password", TestCertificate.PASSWORD);
        }
        return new LocalDrover(settings, Map.of());
    }

    private static HttpResponse<String> get(HttpClient client, String scheme, LocalDrover drover, String path)
            throws IOException, InterruptedException {
        int port = drover.camel()
                .getRegistry()
                .lookupByNameAndType("management", PlatformHttpComponent.class)
                .getEngine()
                .getServerPort();
        return client.send(
                HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
