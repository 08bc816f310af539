package dev.drover.wiring;

import dev.drover.http.CorsPolicy;
import dev.drover.http.ServerSettings;
import dev.drover.http.TlsSettings;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings {@code server.*}, {@code cors.*} and {@code tls.*}, as the HTTP server takes them. */
final class ServerConfiguration {
    private static final String HEADERS = "Content-Type, Accept, Authorization, X-API-Key, A2A-Version, A2A-Extensions,"
            + " X-A2A-Extensions, Idempotency-Key, Last-Event-ID";
    private static final String EXPOSED =
            "A2A-Extensions, ETag, Retry-After, RateLimit, RateLimit-Policy, WWW-Authenticate";

    private final Settings settings;
    private final Path folder;

    private ServerConfiguration(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    static ServerSettings of(Settings settings, Path folder) {
        try {
            return new ServerConfiguration(settings, folder).server();
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(String.valueOf(e.getMessage()));
        }
    }

    /** The settings {@code management.*}, for a server with the limits and certificates of the first one. */
    static ServerSettings management(Settings settings, ServerSettings server) {
        return server.beside(
                "management",
                settings.number("management.port", 10011, 0, 65535),
                settings.truth("management.tls", "true"));
    }

    private ServerSettings server() {
        return new ServerSettings(
                "server",
                settings.text("server.host", "127.0.0.1"),
                settings.number("server.port", 10010, 0, 65535),
                settings.size("server.max-body", "10MB"),
                (int) settings.size("server.max-header", "16KB"),
                settings.time("server.idle-timeout", "60s"),
                settings.time("server.request-timeout", "30s"),
                settings.time("server.heartbeat", "15s"),
                settings.size("server.stream-buffer", "1MB"),
                settings.time("server.stream-stall", "30s"),
                cors(),
                tls());
    }

    private CorsPolicy cors() {
        return new CorsPolicy(
                Set.copyOf(settings.list("cors.origins", "")),
                settings.list("cors.methods", "GET, POST, DELETE"),
                settings.list("cors.headers", HEADERS),
                settings.list("cors.exposed", EXPOSED),
                settings.truth("cors.credentials", "false"),
                settings.time("cors.max-age", "10m"));
    }

    private @Nullable TlsSettings tls() {
        Path certificate = file("tls.certificate");
        Path privateKey = file("tls.private-key");
        Path keystore = file("tls.keystore");
        Path clientCa = file("tls.client-ca");
        if (certificate == null && privateKey == null && keystore == null && clientCa == null) {
            return null;
        }
        Duration hsts = settings.time("tls.hsts", "365d");
        TlsSettings.Clients clients = settings.parse("tls.client-certificates", "none", word -> switch (word) {
            case "none" -> TlsSettings.Clients.NONE;
            case "optional" -> TlsSettings.Clients.OPTIONAL;
            case "required" -> TlsSettings.Clients.REQUIRED;
            default -> throw new IllegalArgumentException("none, optional or required");
        });
        return new TlsSettings(
                certificate,
                privateKey,
                keystore,
                settings.text("tls.password", ""),
                clientCa,
                clients,
                settings.time("tls.reload", "1m"),
                hsts);
    }

    private @Nullable Path file(String key) {
        String text = settings.text(key, "");
        return text.isEmpty() ? null : folder.resolve(text);
    }
}
