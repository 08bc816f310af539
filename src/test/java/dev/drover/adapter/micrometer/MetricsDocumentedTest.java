package dev.drover.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.adapter.memory.MemoryTaskStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of metrics in docs/operating.md names every metric of Drover's own, and no other. */
class MetricsDocumentedTest {
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `(drover_[a-z_]+)[`{]");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? \\S+$");
    private static final Pattern METRIC = Pattern.compile("\\b((?:drover|jvm)_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)[=!][=~]?\"");
    private static final Pattern GROUPED = Pattern.compile("(?:by|on) \\(([^)]*)\\)");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (drover_[a-z_]+) ");

    @Test
    void everyMetricIsInTheTableOnceAndNoOtherIs() throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(names(TYPE, page()));
    }

    @Test
    void everyLabelThatAQueryNamesIsOneOfItsMetrics() throws IOException {
        Map<String, Set<String>> labels = new TreeMap<>();
        SAMPLE.matcher(page())
                .results()
                .forEach(sample -> labels.put(sample.group(1), matches(LABEL, String.valueOf(sample.group(2)))));

        for (String query : queries()) {
            Set<String> ofAll = new TreeSet<>(Set.of("instance", "job")); // by Prometheus
            METRIC.matcher(query).results().forEach(metric -> {
                Set<String> own = labels.getOrDefault(metric.group(1), Set.of());
                assertThat(own).as(query).containsAll(matches(LABEL, String.valueOf(metric.group(2))));
                ofAll.addAll(own);
            });
            for (String grouped : matches(GROUPED, query)) {
                assertThat(ofAll).as(query).contains(grouped.split(", *"));
            }
        }
    }

    /** Of the alerts and of the dashboard. */
    private static List<String> queries() throws IOException {
        List<String> all = new ArrayList<>();
        all.addAll(new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("deploy/prometheus/rules.yml").toFile())
                .findValuesAsText("expr"));
        all.addAll(new ObjectMapper()
                .readTree(Path.of("deploy/grafana/drover.json").toFile())
                .findValuesAsText("expr"));
        assertThat(all).hasSizeGreaterThan(25);
        return all;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return new TreeSet<>(
                pattern.matcher(text).results().map(match -> match.group(1)).toList());
    }

    private static String page() {
        try (Registry registry = new Registry(null);
                MemoryTaskStore tasks = new MemoryTaskStore(Long.MAX_VALUE)) {
            Meters meters = new Meters(registry.meters(), agent -> "closed");
            EveryMetric.happen(meters);
            new MeasuredTaskStore(tasks, registry.meters()).unfinished("", 1);
            new MeasuredStateStore(new MemoryStateStore(Clock.systemUTC()), registry.meters()).get("key");
            registry.process("1", () -> 0);
            return registry.text();
        }
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
