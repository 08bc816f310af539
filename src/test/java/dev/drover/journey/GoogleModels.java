package dev.drover.journey;

import dev.drover.a2ui.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** bench/models runs it. Not a test: has Google's models hold the dialogues, prints what is said, and ends with 1 where one fails. */
public final class GoogleModels {
    /** A dialogue, which fails where it is not what it has to be. */
    private interface Dialogue {
        void hold() throws Exception;
    }

    private GoogleModels() {}

    public static void main(String[] args) throws Exception {
        String key = System.getenv("GOOGLE_API_KEY");
        if (key == null || key.isBlank()) {
            System.err.println("the environment variable GOOGLE_API_KEY is not set: a key of the Gemini API is needed");
            System.exit(2);
        }
        Path folder = Files.createTempDirectory(Path.of("target"), "models").toAbsolutePath();
        List<String> failed;
        try (Dialogues dialogues = new Dialogues(folder, key, List.of())) {
            failed = hold(dialogues);
        }
        System.out.println(failed.isEmpty() ? "all went well" : "failed: " + String.join(", ", failed));
        System.out.println("journal and log are in " + folder);
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static List<String> hold(Dialogues dialogues) {
        Map<String, Dialogue> all = new LinkedHashMap<>();
        for (Version version : Version.values()) {
            all.put("trade-in by forms of " + version.word(), () -> dialogues.tradeIn(version));
        }
        all.put("two tools", dialogues::twoTools);
        all.put("hand-over", dialogues::handOver);
        all.put("plan in two waves", dialogues::planInTwoWaves);
        all.put("stream", dialogues::stream);
        List<String> failed = new ArrayList<>();
        all.forEach((name, dialogue) -> {
            System.out.println("== " + name);
            try {
                dialogue.hold();
            } catch (Exception | AssertionError e) {
                System.out.println("FAILED: " + e);
                failed.add(name);
            }
        });
        return failed;
    }
}
