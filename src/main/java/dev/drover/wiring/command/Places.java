package dev.drover.wiring.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where something wrong is written. */
final class Places {
    private Places() {}

    /** The message behind the file and line of the setting that it names, where one can be found. */
    static String of(String message, Path folder) {
        List<Path> files = new ArrayList<>();
        String more = System.getenv("DROVER_CONFIG");
        if (more != null && !more.isBlank()) {
            files.add(folder.resolve(more));
        }
        files.add(folder.resolve("application.properties"));
        for (Path file : files) {
            int line = line(file, message);
            if (line > 0) {
                return file.getFileName() + ":" + line + ": " + message;
            }
        }
        return message;
    }

    /** The line, from 1, whose key the message names first; 0 if it names none of the file. */
    private static int line(Path file, String message) {
        List<String> keys = keys(file);
        for (String word : message.split("[\\s,;?]+")) {
            if (word.contains(".") && keys.contains(word)) {
                return keys.lastIndexOf(word) + 1;
            }
        }
        return 0;
    }

    /** The key of each line. */
    private static List<String> keys(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(line -> line.split("[=:]", 2)[0].trim())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What each fault in the chain says, the innermost first, each once. */
    static Set<String> messages(Throwable fault) {
        List<String> messages = new ArrayList<>();
        for (Throwable link = fault; link != null; link = link.getCause()) {
            if (link.getMessage() != null) {
                messages.addFirst(link.getMessage());
            }
        }
        return new LinkedHashSet<>(messages);
    }
}
