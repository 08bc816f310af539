package dev.drover.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.adapter.memory.MemoryTaskStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of metrics in docs/operating.md names every metric of Drover's own, and no other. */
class MetricsDocumentedTest {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `(drover_[a-z_]+)[`{]");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (drover_[a-z_]+) ");

    @Test
    void everyMetricIsInTheTableOnceAndNoOtherIs() throws IOException {
        String page;
        try (Registry registry = new Registry(null);
                MemoryTaskStore tasks = new MemoryTaskStore()) {
            Meters meters = new Meters(registry.meters(), agent -> "closed");
            EveryMetric.happen(meters);
            new MeasuredTaskStore(tasks, registry.meters()).unfinished("", 1);
            new MeasuredStateStore(new MemoryStateStore(Clock.systemUTC()), registry.meters()).get("key");
            registry.process("1", () -> 0);
            page = registry.text();
        }

        assertThat(documented()).containsExactlyInAnyOrderElementsOf(names(TYPE, page));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return new TreeSet<>(pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.endsWith("_seconds_max"))
                .toList());
    }

    private static List<String> documented() throws IOException {
        return FIRST_CELL
                .matcher(Files.readString(Path.of("docs/operating.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
