package dev.drover.answer;

import dev.drover.message.Part;
import dev.drover.task.Produced;
import dev.drover.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A task for somebody who reads one answer and not a task: what it says, how it went, and who is missing. */
public record Spoken(Task task) {
    /** The merged answer, if there is one; else the artifacts and the status message. Empty while there is nothing. */
    public List<Part> parts() {
        if (task.direct() != null) {
            return task.direct().parts();
        }
        for (Produced produced : task.artifacts()) {
            if (produced.step().isEmpty() && produced.artifact().id().equals(Ending.ANSWER)) {
                return produced.artifact().parts();
            }
        }
        List<Part> parts = new ArrayList<>();
        task.artifacts().forEach(produced -> parts.addAll(produced.artifact().parts()));
        if (task.status().message() != null) {
            parts.addAll(task.status().message().parts());
        }
        return parts;
    }

    /** The state as a word: completed, failed, canceled, rejected, input-required, auth-required, or working. */
    public String outcome() {
        return task.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of the agents that are missing in the answer. */
    public List<String> missing() {
        if (task.metadata().get("drover") instanceof Map<?, ?> drover && drover.get("missing") instanceof List<?> all) {
            return all.stream()
                    .map(one -> one instanceof Map<?, ?> map ? map.get("agent") : null)
                    .filter(Objects::nonNull)
                    .map(String::valueOf)
                    .toList();
        }
        return List.of();
    }
}
