package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials names every jar that is shipped, and none that is only for tests. */
class SbomJourney {
    private static final Path TARGET = Path.of(System.getProperty("drover.jar")).getParent();

    @Test
    void namesEveryJarThatIsShippedAndNoOther() throws IOException {
        JsonNode bill =
                new ObjectMapper().readTree(TARGET.resolve("drover.cdx.json").toFile());
        Set<String> named = new TreeSet<>();
        for (JsonNode component : bill.path("components")) {
            named.add(component.path("name").asText() + "-"
                    + component.path("version").asText());
            assertThat(component.path("hashes"))
                    .as(component.path("name").asText())
                    .isNotEmpty();
        }

        // what the jar asks for; the folder may still hold what an earlier build has put there
        try (JarFile drover = new JarFile(System.getProperty("drover.jar"))) {
            String path = drover.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            List<String> shipped = Stream.of(path.split(" "))
                    .map(entry -> entry.substring("lib/".length(), entry.length() - ".jar".length()))
                    .toList();

            assertThat(shipped).isNotEmpty().allMatch(jar -> named.stream().anyMatch(jar::startsWith));
        }
        assertThat(named).noneMatch(name -> name.startsWith("junit") || name.startsWith("mock-oauth2"));
    }
}
