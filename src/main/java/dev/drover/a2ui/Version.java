package dev.drover.a2ui;

import dev.drover.message.Message;
import dev.drover.message.Part;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A version of A2UI that can be spoken here, the newest first. */
public enum Version {
    V0_9("v0.9", "application/a2ui+json", "https://a2ui.org/specification/v0_9/basic_catalog.json"),
    V0_8("v0.8", "application/json+a2ui", "https://a2ui.org/specification/v0_8/standard_catalog_definition.json");

    private static final Set<String> MARKS =
            Arrays.stream(values()).map(Version::mediaType).collect(Collectors.toUnmodifiableSet());

    private final String word;
    private final String mediaType;
    private final String catalog;

    Version(String word, String mediaType, String catalog) {
        this.word = word;
        this.mediaType = mediaType;
        this.catalog = catalog;
    }

    /** The newest of those that these extension URIs name. */
    public static Optional<Version> of(Collection<String> extensions) {
        return extensions.isEmpty()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(version -> extensions.contains(version.uri()))
                        .findFirst();
    }

    /** The version that agents know by this word. */
    public static Optional<Version> ofWord(String word) {
        return Arrays.stream(values())
                .filter(version -> version.word.equals(word))
                .findFirst();
    }

    /** Whether the part is marked as A2UI, in whichever spelling. */
    public static boolean marks(Part part) {
        Map<String, ?> metadata = part.metadata();
        return part.mediaType() != null && MARKS.contains(part.mediaType())
                || !metadata.isEmpty() && MARKS.contains(String.valueOf(metadata.get("mimeType")));
    }

    /** Whether who sent the message can be shown this part: any part but one of A2UI that it did not ask for. */
    public static boolean mayShow(Part part, Message request) {
        return !marks(part)
                || of(request.extensions())
                        .filter(version -> version.speaks(part))
                        .isPresent();
    }

    /** Parts of v0.8 hold one message, later ones a list of them. */
    private boolean speaks(Part part) {
        boolean listed = part.content() instanceof Part.Content.Data(java.util.List<?> messages);
        return listed == (this != V0_8);
    }

    /** The extension by which clients ask for it. */
    public String uri() {
        return "https://a2ui.org/a2a-extension/a2ui/" + word;
    }

    /** As agents are told of it: {@code v0.9}. */
    public String word() {
        return word;
    }

    /** What its parts are marked with, and what agents that speak it have among their output modes. */
    public String mediaType() {
        return mediaType;
    }

    /** The components that it has; their id is a name, nobody fetches it. */
    public String catalog() {
        return catalog;
    }
}
