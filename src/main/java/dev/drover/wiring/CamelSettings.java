package dev.drover.wiring;

import dev.drover.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.main.Main;

/** What Camel and the HTTP server are told, made from Drover's settings. */
final class CamelSettings {
    private CamelSettings() {}

    /** Settings under {@code camel.} win over these. */
    static void apply(Main main, Settings settings, Path folder) {
        Properties properties = new Properties();
        properties.setProperty("camel.main.name", "drover");
        properties.setProperty("camel.main.routesIncludePattern", routes(settings, folder));
        properties.setProperty("camel.main.autoConfigurationLogSummary", "false");
        properties.setProperty(
                "camel.main.shutdownTimeout",
                Long.toString(settings.time("server.shutdown", "30s").toSeconds()));
        properties.setProperty(
                "camel.main.extraShutdownTimeout",
                Long.toString(settings.time("server.drain", "0s").toSeconds() + 15));
        properties.setProperty("camel.main.jmxEnabled", "false");
        properties.setProperty("camel.main.startupSummaryLevel", "Oneline");
        properties.setProperty("camel.main.streamCachingEnabled", "false");
        for (String scheme : List.of("http", "https")) {
            properties.setProperty("camel.component." + scheme + ".headerFilterStrategy", "#agent-headers");
            properties.setProperty("camel.component." + scheme + ".httpClientConfigurer", "#agent-clients");
            // how many calls an agent gets at once is for its limit to say
            properties.setProperty("camel.component." + scheme + ".connectionsPerRoute", "100000");
            properties.setProperty("camel.component." + scheme + ".maxTotalConnections", "100000");
        }
        properties.putAll(settings.properties());
        main.setInitialProperties(properties);
    }

    /** All of {@code routes} but its examples, and without a management port what is on it; and what {@code routes.include} adds. */
    private static String routes(Settings settings, Path folder) {
        Path routes = folder.resolve("routes");
        boolean managed = settings.truth("management.enabled", "true");
        List<String> patterns = new ArrayList<>();
        patterns.add("file:" + routes + "/*.camel.yaml");
        try (Stream<Path> entries = Files.exists(routes) ? Files.list(routes) : Stream.empty()) {
            entries.filter(entry -> Files.isDirectory(entry) && !entry.endsWith("examples"))
                    .filter(entry -> managed || !entry.endsWith("management"))
                    .sorted()
                    .forEach(entry -> patterns.add("file:" + entry + "/**/*.camel.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + routes + " cannot be read", e);
        }
        settings.list("routes.include", "")
                .forEach(more -> patterns.add("file:" + folder.resolve(more) + "/**/*.camel.yaml"));
        return String.join(",", patterns);
    }
}
