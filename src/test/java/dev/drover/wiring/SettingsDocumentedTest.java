package dev.drover.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/operating.md name every setting and environment variable, and none that the code does not know. */
class SettingsDocumentedTest {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:([A-Z_|]+)");

    @Test
    void everySettingIsInATableOnceAndNoOtherIs() throws IOException {
        Set<String> known = new TreeSet<>(Known.KEYS);
        Known.AGENT_KEYS.forEach(key -> known.add("agents.<name>." + key));

        List<String> documented = firstCells("## Settings");

        assertThat(documented).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyVariableThatTheSettingsFileReadsIsInATableAndNoOtherIs() throws IOException {
        List<String> read = VARIABLE.matcher(Files.readString(Path.of("application.properties")))
                .results()
                .flatMap(match -> Stream.of(match.group(1).split("\\|")))
                .toList();

        List<String> documented = firstCells("## Environment");

        assertThat(documented).containsExactlyInAnyOrderElementsOf(read);
    }

    private static List<String> firstCells(String heading) throws IOException {
        String text = Files.readString(Path.of("docs/operating.md"));
        String section = text.split("(?m)^" + heading + "$", 2)[1].split("(?m)^## ", 2)[0];
        return FIRST_CELL
                .matcher(section)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
