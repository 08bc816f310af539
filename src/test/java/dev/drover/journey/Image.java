package dev.drover.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The last stage of the Dockerfile, done in a folder of this machine: what it copies is copied, what it runs is run, and its
 * entry point and health check are commands to be started there, by its user where that can be had.
 */
final class Image {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    final Path root;
    private final List<String> lines;
    private final Map<String, String> environment = new HashMap<>();

    private Image(Path root, List<String> lines) {
        this.root = root;
        this.lines = lines;
    }

    static Image build(Path root) throws Exception {
        String text = Files.readString(PROJECT.resolve("Dockerfile"));
        String last = text.substring(text.lastIndexOf("\nFROM "));
        Image image = new Image(
                root,
                last.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList());
        for (String line : image.lines) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "COPY" -> image.copy(words);
                case "RUN" -> image.run(line.substring("RUN ".length()));
                case "ENV" -> image.environment.put(words[1].split("=")[0], words[1].split("=")[1]);
                default -> {}
            }
        }
        return image;
    }

    /** From the stage before, which is the build that these tests belong to, or from the project. */
    private void copy(String[] words) throws IOException {
        boolean built = words[1].startsWith("--from=");
        String from = built ? words[2].replace("/build/", "") : words[1];
        Path source = PROJECT.resolve(from);
        Path target = root.resolve(words[words.length - 1]).normalize();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = file.equals(source)
                        ? target
                        : target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private void run(String command) throws Exception {
        Process process = command(List.of("bash", "-c", command), Map.of())
                .redirectErrorStream(true)
                .redirectOutput(root.resolveSibling("build.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + Files.readString(root.resolveSibling("build.log")));
        }
    }

    /** The command of this instruction, in its list form, as the image's user runs it. */
    ProcessBuilder started(String instruction, Map<String, String> variables) throws IOException {
        String line = lines.stream()
                .filter(known -> known.startsWith(instruction + " "))
                .findFirst()
                .orElseThrow();
        List<String> command = new ArrayList<>(asUser());
        A2aClient.JSON.readTree(line.substring(line.indexOf('['))).forEach(word -> command.add(word.asText()));
        return command(command, variables);
    }

    private static List<String> asUser() throws IOException {
        boolean able = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                && Files.isExecutable(Path.of("/usr/bin/setpriv"));
        return able ? List.of("setpriv", "--reuid=10001", "--regid=10001", "--clear-groups") : List.of();
    }

    private ProcessBuilder command(List<String> command, Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        Map<String, String> all = builder.environment();
        all.remove("GOOGLE_API_KEY");
        all.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + all.get("PATH"));
        all.putAll(environment);
        all.putAll(variables);
        return builder;
    }
}
