package dev.drover.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A stage of the Dockerfile, done in a folder of this machine that stands for its root: what it copies is copied, what it runs
 * is run, and its entry point and health check are commands to be started there, by its user where that can be had.
 */
final class Image {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private final Path stages;
    private final Path root;
    private final List<String> lines;
    private final Map<String, String> environment = new HashMap<>();
    /** Where the last {@code WORKDIR} has led. */
    Path folder;

    private Image(Path stages, Path root, List<String> lines) {
        this.stages = stages;
        this.root = root;
        this.lines = lines;
        folder = root;
    }

    /** Does every stage in a folder of its own, named after it, and gives the last. */
    static Image build(Path stages) throws Exception {
        String text = Files.readString(PROJECT.resolve("Dockerfile"));
        Image last = null;
        for (String stage : text.substring(text.indexOf("\nFROM ") + 1).split("(?m)^(?=FROM )")) {
            List<String> lines = stage.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            String[] from = lines.getFirst().split(" AS ");
            last = new Image(stages, stages.resolve(from.length == 2 ? from[1] : "image"), lines);
            last.make();
        }
        return last;
    }

    private void make() throws Exception {
        for (String line : lines) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "WORKDIR" -> folder = Files.createDirectories(in(root, words[1]));
                case "COPY" -> copy(words);
                case "RUN" -> run(line.substring("RUN ".length()).replaceAll("--mount=\\S+ ", ""));
                case "ENV" -> environment.put(words[1].split("=")[0], words[1].split("=")[1]);
                default -> {}
            }
        }
    }

    private static Path in(Path root, String path) {
        return root.resolve(path.substring(1));
    }

    /** From an earlier stage, or from the project as .dockerignore lets it be seen. */
    private void copy(String[] words) throws IOException {
        Path target = folder.resolve(words[words.length - 1]).normalize();
        if (words[1].startsWith("--from=")) {
            copy(in(stages.resolve(words[1].substring("--from=".length())), words[2]), target);
        } else if (Files.readAllLines(PROJECT.resolve(".dockerignore")).contains("!" + words[1])) {
            copy(PROJECT.resolve(words[1]), target);
        } else {
            throw new AssertionError(".dockerignore hides " + words[1]);
        }
    }

    private static void copy(Path source, Path to) throws IOException {
        Path target = Files.isRegularFile(source) && Files.isDirectory(to) ? to.resolve(source.getFileName()) : to;
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private void run(String command) throws Exception {
        if (command.startsWith("mvn ")) {
            spareMaven();
        }
        Path log = root.resolveSibling(root.getFileName() + ".log");
        Process process = command(List.of("bash", "-c", command), Map.of())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + Files.readString(log));
        }
    }

    /** What would take half a minute or a network: the classes are those that this build has compiled a moment ago. */
    private void spareMaven() throws IOException {
        copy(PROJECT.resolve("target/classes"), folder.resolve("target/classes"));
        List<String> options = new ArrayList<>(List.of(
                "--offline", "-Dmaven.main.skip=true", "-Daether.enhancedLocalRepository.trackingFilename=none"));
        String repository = System.getProperty("maven.repository");
        if (repository != null) {
            options.add("-Dmaven.repo.local=" + repository);
        }
        Files.write(Files.createDirectory(folder.resolve(".mvn")).resolve("maven.config"), options);
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
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> all = builder.environment();
        all.remove("GOOGLE_API_KEY");
        String maven = System.getProperty("maven.home");
        all.put(
                "PATH",
                Path.of(System.getProperty("java.home"), "bin") + ":"
                        + (maven == null ? "" : Path.of(maven, "bin") + ":")
                        + all.get("PATH"));
        all.putAll(environment);
        all.putAll(variables);
        return builder;
    }
}
