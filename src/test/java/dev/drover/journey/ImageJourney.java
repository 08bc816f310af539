package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container image without a container engine: its steps, and then a life of what they have made, with the sample's models. */
class ImageJourney {
    @TempDir
    Path folder;

    @Test
    void theStepsOfTheDockerfileMakeADroverThatStartsFromItsArchiveTellsItsHealthAndDrains() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Image image = Image.build(folder);
        List<Path> made = filesButData(image);
        Map<String, String> ports = Map.of("PORT", freePort(), "MANAGEMENT_PORT", freePort());
        Map<String, String> variables = new HashMap<>(ports);
        variables.putAll(Map.of("DROVER_CONFIG", "samples/trade-in.properties", "GOOGLE_API_KEY", "a-key"));
        Path out = folder.resolve("out.log");
        Process drover = image.started("ENTRYPOINT", variables)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.log").toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !drover.isAlive() || health(image, ports) == 0);

            assertThat(drover.isAlive()).as(Files.readString(out)).isTrue();
            assertThat(Files.readString(Path.of("/proc", Long.toString(drover.pid()), "maps")))
                    .contains("drover.aot", image.folder + "/data/librocksdbjni"); // in /tmp nothing may be run
            assertThat(image.folder.resolve("data/drover")).isDirectory();
            URI card = URI.create("http://127.0.0.1:" + ports.get("PORT") + "/.well-known/agent-card.json");
            try (InputStream answer = card.toURL().openStream()) {
                assertThat(A2aClient.JSON.readTree(answer).path("skills").findValuesAsText("id"))
                        .contains("coordinator");
            }
            drover.destroy();
            assertThat(drover.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(drover.exitValue()).isEqualTo(143);
            assertThat(health(image, ports)).isEqualTo(1);
            assertThat(filesButData(image)).isEqualTo(made); // so the root file system may be read-only
            assertThat(folder.resolve("err.log")).hasContent("");
            for (String line : Files.readAllLines(out)) {
                assertThat(A2aClient.JSON.readTree(line).has("@timestamp")).isTrue();
            }
        } finally {
            drover.destroyForcibly();
        }
    }

    private static List<Path> filesButData(Image image) throws IOException {
        try (Stream<Path> files = Files.walk(image.folder)) {
            return files.filter(file -> !file.startsWith(image.folder.resolve("data/drover")))
                    .sorted()
                    .toList();
        }
    }

    private static int health(Image image, Map<String, String> ports) throws Exception {
        return image.started("HEALTHCHECK", ports).start().waitFor();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
