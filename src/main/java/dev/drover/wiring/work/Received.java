package dev.drover.wiring.work;

import dev.drover.a2a.MessageJson;
import dev.drover.agent.CallFailed;
import dev.drover.message.Part;
import dev.drover.refusal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.hc.core5.http.io.EofSensorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What came from somewhere as bytes, and what was said of it: text, JSON, or a file.
 *
 * @param mediaType in lower case without parameters; empty where nothing was said
 * @param charset of text
 * @param filename absent where none was given
 */
record Received(
        byte[] bytes,
        String mediaType,
        Charset charset,
        @Nullable String filename) {
    private static final Pattern CHARSET = Pattern.compile("(?i).*;\\s*charset=\"?([^\";\\s]+)\"?.*");
    private static final Pattern FILENAME = Pattern.compile("(?i).*;\\s*filename=\"?([^\";]+)\"?.*");

    /** The body of the message with what its headers say of it; a failure where it is more than is taken. */
    static Received of(Message message, long most) throws CallFailed, IOException {
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class);
        boolean text = message.getBody() instanceof String;
        return new Received(
                bytes(message, most),
                type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
                text ? StandardCharsets.UTF_8 : charset(type),
                found(FILENAME, message.getHeader("Content-Disposition", "", String.class)));
    }

    private static byte[] bytes(Message message, long most) throws CallFailed, IOException {
        byte[] bytes;
        if (message.getBody() instanceof InputStream in) {
            bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE));
            end(in, bytes.length > most);
        } else {
            bytes = message.getBody() == null ? new byte[0] : message.getBody(byte[].class);
        }
        if (bytes == null) {
            throw new IllegalStateException("an agent left a body of the type "
                    + message.getBody().getClass().getName() + ", which is neither text, data, bytes nor parts");
        }
        if (bytes.length > most) {
            throw tooMuch(most);
        }
        return bytes;
    }

    /** Lets go of a body that nobody reads. */
    static void drop(Message message) throws IOException {
        if (message.getBody() instanceof InputStream in) {
            end(in, true);
        }
    }

    /** Closing an HTTP answer would read it to its end, which may never come. */
    private static void end(InputStream in, boolean early) throws IOException {
        if (early && in instanceof EofSensorInputStream answer) {
            answer.abort();
        } else {
            in.close();
        }
    }

    static CallFailed tooMuch(long most) {
        return CallFailed.forGood("it answered more than the " + most + " bytes that are taken");
    }

    private static Charset charset(String type) {
        String name = found(CHARSET, type);
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static @Nullable String found(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        return matcher.matches() ? matcher.group(1) : null;
    }

    boolean isJson() {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    /** Nothing but white space. */
    boolean isBlank() {
        for (byte one : bytes) {
            if (one < 0 || !Character.isWhitespace(one)) {
                return false;
            }
        }
        return true;
    }

    /** What it is as parts; none where it is empty. Bytes that are no text are a file, whatever was said of them. */
    List<Part> parts() throws CallFailed {
        if (bytes.length == 0 || isJson() && isBlank()) {
            return List.of();
        }
        if (isJson()) {
            Part.Content data = new Part.Content.Data(json());
            return List.of(part(data, "application/json"));
        }
        String text = mediaType.isEmpty() || mediaType.startsWith("text/") ? decoded() : null;
        return List.of(
                text == null
                        ? Part.file(bytes, filename, mediaType.isEmpty() ? null : mediaType)
                        : part(new Part.Content.Text(text), "text/plain"));
    }

    /** The JSON value; a failure where it is none. */
    @Nullable
    Object json() throws CallFailed {
        try {
            return MessageJson.value(bytes);
        } catch (Refusal broken) {
            throw CallFailed.forNow("what it answered cannot be read: " + broken.text());
        }
    }

    private Part part(Part.Content content, String usual) {
        boolean unsaid = mediaType.isEmpty() || mediaType.equals(usual);
        return new Part(content, filename, unsaid ? null : mediaType, Map.of());
    }

    /** The text; null where the bytes are none. */
    private @Nullable String decoded() {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
