package dev.drover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void everySourceIsFormatted() throws IOException {
        List<Path> misformatted = new ArrayList<>();

        for (Path file : Format.sources()) {
            String source = Files.readString(file);
            if (!source.equals(Format.formatted(file, source))) misformatted.add(file);
        }

        assertThat(misformatted)
                .as("format them with: mvn -q validate exec:exec@format")
                .isEmpty();
    }
}
