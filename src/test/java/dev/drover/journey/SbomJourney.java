package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

        try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
            List<String> shipped = jars.map(jar -> jar.getFileName().toString())
                    .map(name -> name.substring(0, name.length() - ".jar".length()))
                    .toList();

            assertThat(shipped).isNotEmpty().allMatch(jar -> named.stream().anyMatch(jar::startsWith));
        }
        assertThat(named).noneMatch(name -> name.startsWith("junit") || name.startsWith("mock-oauth2"));
    }
}
