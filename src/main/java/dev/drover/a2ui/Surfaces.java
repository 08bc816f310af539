package dev.drover.a2ui;

import dev.drover.message.Part;
import java.util.List;
import java.util.Map;

/** Messages of A2UI as parts of an answer. */
public final class Surfaces {
    private Surfaces() {}

    /** The messages in the shape of the version: one part with all of them, or in v0.8 a part for each. */
    public static List<Part> parts(Version version, List<?> messages) {
        return version == Version.V0_8
                ? messages.stream().map(message -> part(version, message)).toList()
                : List.of(part(version, messages));
    }

    private static Part part(Version version, Object data) {
        return new Part(
                new Part.Content.Data(data), null, version.mediaType(), Map.of("mimeType", version.mediaType()));
    }
}
