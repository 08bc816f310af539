package dev.drover.wiring.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operating.md knows the log as the code writes it. */
class LogKeysDocumentedTest {
    @Test
    void everyKeyIsInTheTableAndNoOtherIs() throws IOException {
        Set<String> written = new TreeSet<>(matches("addKeyValue\\(\\s*\"(\\w+)\"", code()));
        written.add("trace.id");

        assertThat(new TreeSet<>(named(section("Logs").split("\n\\| Line ", 2)[0])))
                .isEqualTo(written);
    }

    @Test
    void aValueHasAKeyAndIsNotPartOfTheMessage() throws IOException {
        assertThat(matches("LOG\\.\\w+\\(\\s*\"([^\"]*=\\{})", code())).isEmpty();
    }

    @Test
    void everyLineThatIsDescribedIsWritten() throws IOException {
        List<String> described = named(section("Logs").split("\n\\| Line ", 2)[1]);
        List<String> ofAlerts = matches("lines? `([^`]+)`", section("Alerts"));
        Set<String> written = new TreeSet<>(matches("\"([a-zA-Z][^\"{]+)", code()));

        assertThat(described).hasSizeGreaterThan(20).allSatisfy(line -> assertThat(written)
                .anyMatch(known -> known.startsWith(line)));
        assertThat(ofAlerts).hasSizeGreaterThan(5).allSatisfy(line -> assertThat(written)
                .anyMatch(known -> known.startsWith(line)));
    }

    /** What stands in the first cells of the rows. */
    private static List<String> named(String table) {
        return matches("(?m)^\\| (`[^|]+) \\|", table).stream()
                .flatMap(cell -> matches("`([^`]+)`", cell).stream())
                .toList();
    }

    private static String section(String heading) throws IOException {
        return Files.readString(Path.of("docs/operating.md"))
                .split("(?m)^## " + heading + "$", 2)[1]
                .split("(?m)^## ", 2)[0];
    }

    private static String code() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(file));
            }
        }
        return code.toString();
    }

    private static List<String> matches(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Pattern.compile(pattern).matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
