package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.exc.StreamWriteException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A JSON document on its way to bytes. */
@FunctionalInterface
interface Document {
    void write(JsonGenerator out) throws IOException;

    /**
     * The document in UTF-8, on one line. Text of agents can hold half a surrogate pair, which UTF-8 has no form for:
     * that is rare, so it is repaired only after it has failed.
     */
    default byte[] bytes() {
        try {
            return bytes(false);
        } catch (StreamWriteException e) {
            try {
                return bytes(true);
            } catch (IOException again) {
                throw new IllegalStateException("this cannot be written as JSON", again);
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    private byte[] bytes(boolean repair) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        JsonGenerator generator = Json.FACTORY.createGenerator(bytes);
        try (JsonGenerator out = repair ? new RepairingGenerator(generator) : generator) {
            write(out);
        }
        return bytes.toByteArray();
    }
}
