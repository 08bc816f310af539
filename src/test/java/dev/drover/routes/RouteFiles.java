package dev.drover.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The YAML files under routes/, as maps and lists. */
final class RouteFiles {
    static final Path FOLDER = Path.of("routes");

    /** One route, whatever it is wrapped in. */
    record Route(Path file, Map<String, Object> definition, boolean template) {
        String id() {
            return String.valueOf(definition.get("id"));
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> from() {
            return (Map<String, Object>) definition.get("from");
        }

        String fileName() {
            return file.getFileName().toString().replace(".camel.yaml", "");
        }
    }

    private RouteFiles() {}

    static List<Path> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object parse(Path file) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Path file : all()) {
            for (Map<String, Object> entry : (List<Map<String, Object>>) parse(file)) {
                if (entry.get("route") instanceof Map<?, ?> route) {
                    routes.add(new Route(file, (Map<String, Object>) route, false));
                }
                if (entry.get("routeTemplate") instanceof Map<?, ?> template) {
                    routes.add(new Route(file, (Map<String, Object>) template.get("route"), true));
                }
            }
        }
        return routes;
    }

    /** Visits every member of every map below, with its name. */
    static void visit(Object node, BiConsumer<String, Object> visitor) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                visitor.accept(String.valueOf(name), value);
                visit(value, visitor);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(element -> visit(element, visitor));
        }
    }
}
