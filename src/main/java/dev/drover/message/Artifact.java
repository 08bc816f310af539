package dev.drover.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result of a task (A2A 1.0, Artifact).
 *
 * @param id unique in its task
 * @param parts at least one
 */
public record Artifact(
        String id,
        @Nullable String name,
        @Nullable String description,
        List<Part> parts,
        Map<String, @Nullable Object> metadata,
        List<String> extensions) {

    public Artifact {
        parts = List.copyOf(parts);
        metadata = JsonValues.copy(metadata);
        extensions = List.copyOf(extensions);
    }

    /** An artifact with nothing but its parts. */
    public static Artifact of(String id, List<Part> parts) {
        return new Artifact(id, null, null, parts, Map.of(), List.of());
    }

    public Artifact withId(String other) {
        return new Artifact(other, name, description, parts, metadata, extensions);
    }

    /** This artifact with the parts of a later chunk behind its own; text goes on where plain text meets plain text. */
    public Artifact append(Artifact chunk) {
        List<Part> all = new ArrayList<>(parts);
        for (Part part : chunk.parts) {
            if (isPlainText(part) && !all.isEmpty() && isPlainText(all.getLast())) {
                all.add(Part.text(textOf(all.removeLast()) + textOf(part)));
            } else {
                all.add(part);
            }
        }
        return new Artifact(id, name, description, all, metadata, extensions);
    }

    private static boolean isPlainText(Part part) {
        return part.content() instanceof Part.Content.Text
                && part.filename() == null
                && part.mediaType() == null
                && part.metadata().isEmpty();
    }

    private static String textOf(Part part) {
        return Message.textOf(List.of(part));
    }
}
