package dev.drover.adapter.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Version 1 of the stored form: one object with {@code "v": 1}, members named after the record's components, empty ones
 * left out. Members that it does not know are skipped, so a member can be added without a new version; one that goes or
 * changes its meaning needs version 2, and then version 1 stays readable. Numbers with a fraction come back as
 * {@code BigDecimal}, so 1.10 stays 1.10.
 */
public final class JsonTaskCodec implements TaskCodec {
    static final int VERSION = 1;

    // A request's own limits hold at the door; what was let in must be written and read again, with our levels around.
    private static final int DEPTH = 2_000;
    private static final int BYTES = 1_000;

    // Virtual threads are many and short: buffers pooled per thread would never be used twice.
    private static final JsonFactory JSON = builder().build();

    /** For texts with half a surrogate pair, which JSON can escape but UTF-8 cannot hold. */
    private static final JsonFactory ESCAPING =
            builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static JsonFactoryBuilder builder() {
        return new JsonFactoryBuilder()
                .rootValueSeparator((SerializableString) null)
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(
                        StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build());
    }

    @Override
    public byte[] encode(Event event) {
        return encode(List.of(event)).getFirst();
    }

    @Override
    public List<byte[]> encode(List<Event> events) {
        return write(events, EventJson::write);
    }

    @Override
    public Event decodeEvent(byte[] bytes) {
        return EventJson.read(read(bytes));
    }

    @Override
    public byte[] encode(Task task) {
        return write(List.of(task), TaskJson::write).getFirst();
    }

    @Override
    public Task decodeTask(byte[] bytes) {
        return TaskJson.read(read(bytes));
    }

    private static <T> List<byte[]> write(List<T> records, Values.Writer<T> members) {
        try {
            try {
                return write(records, members, JSON);
            } catch (JsonGenerationException e) {
                return write(records, members, ESCAPING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a record cannot be written as JSON", e);
        }
    }

    /** All by one generator, which takes as long to make as a small record to write. */
    private static <T> List<byte[]> write(List<T> records, Values.Writer<T> members, JsonFactory factory)
            throws IOException {
        List<byte[]> written = new ArrayList<>(records.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES);
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            for (T record : records) {
                json.writeStartObject();
                json.writeNumberField("v", VERSION);
                members.write(json, record);
                json.writeEndObject();
                json.flush();
                written.add(bytes.toByteArray());
                bytes.reset();
            }
        }
        return written;
    }

    private static Members read(byte[] bytes) {
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            Members members = Members.of(Values.read(json));
            int version = members.number("v").intValue();
            if (version > VERSION) {
                throw new IllegalStateException(
                        "a record has format " + version + ", and this Drover reads formats up to " + VERSION);
            }
            return members;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored record is not JSON", e);
        }
    }
}
