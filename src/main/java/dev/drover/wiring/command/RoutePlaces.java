package dev.drover.wiring.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where in the route files something wrong is written, found by what a message says of it. */
final class RoutePlaces {
    /** As the parser of YAML says it. */
    private static final Pattern SAID = Pattern.compile("in file:(\\S+), line (\\d+)");

    /** As Camel marks the step that cannot be made: {@code >>> to[bean:nobody] <<<}. */
    private static final Pattern STEP = Pattern.compile(">>> \\w+\\[([^\\]]+)] <<<");

    private static final Pattern ID = Pattern.compile("\\s+id:\\s*\"?([a-z0-9-]+)\"?\\s*");

    private final Path folder;
    private final List<Path> files = new ArrayList<>();

    RoutePlaces(Path folder) {
        this.folder = folder;
        Path routes = folder.resolve("routes");
        try (Stream<Path> found = Files.exists(routes) ? Files.walk(routes) : Stream.empty()) {
            found.filter(file -> file.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File and line with a colon behind, of the first place that these messages tell of; empty where they tell of none. */
    String of(Collection<String> messages) {
        String all = String.join("\n", messages);
        Matcher said = SAID.matcher(all);
        if (said.find()) {
            return place(Path.of(said.group(1)), Integer.parseInt(said.group(2)));
        }
        Matcher step = STEP.matcher(all);
        String uri = step.find() ? step.group(1) : "";
        for (Path file : files) {
            int route = line(file, all, uri);
            if (route > 0) {
                return place(file, route);
            }
        }
        return "";
    }

    private String place(Path file, int line) {
        Path from = file.isAbsolute() ? folder.toAbsolutePath().relativize(file) : file;
        return from + ":" + line + ": ";
    }

    /** In a file whose route the text names: the line of the step, or else that of the id; 0 in any other file. */
    private static int line(Path file, String text, String uri) {
        try {
            List<String> lines = Files.readAllLines(file);
            int route = 0;
            for (int i = 0; i < lines.size(); i++) {
                Matcher id = ID.matcher(lines.get(i));
                if (route == 0 && id.matches() && names(text, id.group(1))) {
                    route = i + 1;
                }
                if (route > 0 && !uri.isEmpty() && lines.get(i).contains(uri)) {
                    return i + 1;
                }
            }
            return route;
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean names(String text, String routeId) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(routeId) + "(?![\\w-])")
                .matcher(text)
                .find();
    }
}
