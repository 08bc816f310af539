package dev.drover.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One piece of content of exactly one kind, with what is known about it (A2A 1.0, Part).
 *
 * @param filename absent when the content has no name of its own; it is the sender's word, not a path here
 * @param mediaType absent means that the kind decides: text/plain for text, application/json for data
 */
public record Part(
        Content content,
        @Nullable String filename,
        @Nullable String mediaType,
        Map<String, @Nullable Object> metadata) {

    public Part {
        metadata = JsonValues.copy(metadata);
    }

    /** What a part holds. */
    public sealed interface Content {
        /** Plain text. */
        record Text(String text) implements Content {}

        /** The bytes of a file. */
        record Raw(Bytes bytes) implements Content {}

        /** A file by its address; nothing here ever fetches it. */
        record Url(String url) implements Content {}

        /** Any JSON value, null among them. */
        record Data(@Nullable Object value) implements Content {
            public Data {
                value = JsonValues.copyOf(value);
            }
        }
    }

    /** About how many bytes it takes: characters of text and of data, bytes of a file, however they are written. */
    public long size() {
        return switch (content) {
            case Content.Text(String text) -> text.length();
            case Content.Raw(Bytes bytes) -> bytes.size();
            case Content.Url(String url) -> url.length();
            case Content.Data(Object value) -> JsonValues.size(value);
        };
    }

    /** A text part with nothing else said of it. */
    public static Part text(String text) {
        return new Part(new Content.Text(text), null, null, Map.of());
    }

    /** A data part with nothing else said of it. */
    public static Part data(@Nullable Object value) {
        return new Part(new Content.Data(value), null, null, Map.of());
    }

    /** A file part that carries its bytes. */
    public static Part file(byte[] bytes, @Nullable String filename, @Nullable String mediaType) {
        return new Part(new Content.Raw(Bytes.of(bytes)), filename, mediaType, Map.of());
    }

    /** A file part that links to its bytes. */
    public static Part link(String url, @Nullable String filename, @Nullable String mediaType) {
        return new Part(new Content.Url(url), filename, mediaType, Map.of());
    }
}
