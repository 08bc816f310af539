package dev.drover.model;

import dev.drover.message.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tokens before a service has counted them. */
public final class Tokens {
    private static final int BYTES = 4;

    /** The least that the Gemini API counts for a file. */
    private static final int FILE = 258;

    private Tokens() {}

    /** About as many as a service would count: four bytes make one. Not a bound. */
    public static long estimate(List<Part> parts) {
        return parts.stream().mapToLong(part -> 1 + bytes(part) / BYTES).sum();
    }

    /**
     * The most that a call may take: of text no token is shorter than a byte, of output there are as many as the settings
     * allow. For a file it is a byte a token as well; what is behind a link, or is drawn large in few bytes, nobody knows.
     */
    public static Usage most(Prompt prompt) {
        long bytes = size(prompt.instruction()) + json(prompt.tools());
        if (prompt.settings().schema() != null) {
            bytes += json(List.of(prompt.settings().schema()));
        }
        for (Turn turn : prompt.turns()) {
            bytes += switch (turn) {
                case Turn.OfUser(List<Part> parts) ->
                    parts.stream().mapToLong(Tokens::most).sum();
                case Turn.OfModel(String text, List<ToolCall> calls) -> size(text) + json(calls);
                case Turn.OfTools(List<ToolResult> results) -> json(results);
            };
        }
        return new Usage(bytes, 0, prompt.settings().maxOutputTokens(), 0);
    }

    private static long most(Part part) {
        return switch (part.content()) {
            case Part.Content.Text text -> bytes(part);
            case Part.Content.Data(Object value) -> 2L * size(String.valueOf(value));
            case Part.Content.Raw raw -> bytes(part) + FILE;
            case Part.Content.Url url -> bytes(part) + FILE;
        };
    }

    /** Quotes and escapes make JSON longer than what Java prints, but not twice as long. */
    private static long json(List<?> values) {
        return values.stream().mapToLong(value -> 2L * size(value.toString())).sum();
    }

    private static long size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
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
