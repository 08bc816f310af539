package dev.drover.wiring.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.a2a.MessageJson;
import dev.drover.message.Message;
import dev.drover.message.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message of a batch, as it is kept until the batch is run.
 *
 * @param caller whose it is
 * @param replyTo absent when nobody waits for replies
 * @param json whether a final reply is the task in A2A's JSON
 * @param deadline for the whole task; absent means the setting
 */
record Gathered(
        String caller,
        @Nullable String replyTo,
        boolean json,
        @Nullable Duration deadline,
        Message message) {
    private static final JsonFactory JSON = new JsonFactory();

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(caller);
            out.writeUTF(replyTo == null ? "" : replyTo);
            out.writeBoolean(json);
            out.writeLong(deadline == null ? 0 : deadline.toMillis());
            try (JsonGenerator generator = JSON.createGenerator(bytes)) {
                MessageJson.write(generator, message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Gathered decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String caller = in.readUTF();
            String replyTo = in.readUTF();
            boolean json = in.readBoolean();
            long deadline = in.readLong();
            Message message = Objects.requireNonNull(MessageJson.read(in.readAllBytes()), "it was written as JSON");
            return new Gathered(
                    caller,
                    replyTo.isEmpty() ? null : replyTo,
                    json,
                    deadline == 0 ? null : Duration.ofMillis(deadline),
                    message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One message with the parts of all, each of which names its own message; all else is as the first has it. */
    static Message merged(List<Gathered> all, String id) {
        Message first = all.getFirst().message();
        List<Part> parts = all.stream()
                .flatMap(one -> one.message().parts().stream().map(part -> from(one.message(), part)))
                .toList();
        return new Message(
                id,
                first.role(),
                parts,
                first.contextId(),
                null,
                first.metadata(),
                first.extensions(),
                first.referenceTaskIds());
    }

    private static Part from(Message message, Part part) {
        Map<String, @Nullable Object> metadata = new HashMap<>(part.metadata());
        metadata.put("messageId", message.id());
        return new Part(part.content(), part.filename(), part.mediaType(), metadata);
    }
}
