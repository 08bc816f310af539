package dev.drover.deadletter;

import dev.drover.task.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What could not be done beside a task that came to its end: calls of some of its agents, or a reply to its sender. The
 * journal keeps it as a rejected task of its own, which no caller owns.
 *
 * @param of the task's id
 * @param attempts how often it was tried
 * @param details what is needed to do it again
 */
record Letter(Kind kind, String of, String reason, long attempts, Map<String, String> details) {
    private static final String DROVER = "drover";
    private static final String LETTER = "letter";

    Letter {
        details = Map.copyOf(details);
    }

    /** What it was. */
    enum Kind {
        CALL,
        REPLY
    }

    Map<String, @Nullable Object> metadata() {
        Map<String, @Nullable Object> letter = new HashMap<>();
        letter.put("kind", kind.name());
        letter.put("of", of);
        letter.put("attempts", Long.toString(attempts));
        letter.put("details", details);
        return Map.of(DROVER, Map.of(LETTER, letter));
    }

    /** The letter that a task in the journal is; absent for any other task. */
    static Optional<Letter> in(Task task) {
        if (!(task.metadata().get(DROVER) instanceof Map<?, ?> drover)
                || !(drover.get(LETTER) instanceof Map<?, ?> letter)) {
            return Optional.empty();
        }
        Map<String, String> details = new HashMap<>();
        if (letter.get("details") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> details.put(String.valueOf(name), String.valueOf(value)));
        }
        return Optional.of(new Letter(
                Kind.valueOf(String.valueOf(letter.get("kind"))),
                String.valueOf(letter.get("of")),
                task.status().message() == null ? "" : task.status().message().text(),
                Long.parseLong(String.valueOf(letter.get("attempts"))),
                details));
    }
}
