package dev.drover.model;

import dev.drover.message.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tokens before a service has counted them. */
public final class Tokens {
    private static final int BYTES = 4;

    private Tokens() {}

    /** About as many as a service would count: four bytes make one. Not a bound. */
    public static long estimate(List<Part> parts) {
        return parts.stream().mapToLong(part -> 1 + bytes(part) / BYTES).sum();
    }

    /** The size of what a service gets of this part. */
    static long bytes(Part part) {
        return switch (part.content()) {
            case Part.Content.Text(String text) -> text.getBytes(StandardCharsets.UTF_8).length;
            case Part.Content.Raw raw -> raw.bytes().size();
            case Part.Content.Url(String url) -> url.length();
            case Part.Content.Data data -> String.valueOf(data.value()).getBytes(StandardCharsets.UTF_8).length;
        };
    }
}
