package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A JSON document on its way to bytes. */
@FunctionalInterface
interface Document {
    /** How Jackson writes half a surrogate pair; whole pairs are plain UTF-8. */
    String HALF = "\\uD";

    void write(JsonGenerator out) throws IOException;

    /**
     * The document in UTF-8, on one line. Text of agents can hold half a surrogate pair, which strict readers refuse:
     * that is rare, so it is looked for afterwards, where looking is cheap, and then all is written again.
     */
    default byte[] bytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
            try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
                write(out);
            }
            if (bytes.toString(StandardCharsets.ISO_8859_1).contains(HALF)) {
                bytes.reset();
                try (JsonGenerator out = new RepairingGenerator(Json.FACTORY.createGenerator(bytes))) {
                    write(out);
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("this cannot be written as JSON", e);
        }
    }
}
