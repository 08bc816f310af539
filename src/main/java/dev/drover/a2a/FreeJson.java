package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the values that are not A2A's own: data and metadata. What JSON has no form for is written as its text. */
final class FreeJson {
    private FreeJson() {}

    /** Nothing when the map is empty. */
    static void member(JsonGenerator out, String name, Map<String, ? extends @Nullable Object> object)
            throws IOException {
        if (!object.isEmpty()) {
            out.writeFieldName(name);
            write(out, object);
        }
    }

    static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean flag -> out.writeBoolean(flag);
            case Number number -> number(out, number);
            case Map<?, ?> object -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> member : object.entrySet()) {
                    out.writeFieldName(String.valueOf(member.getKey()));
                    write(out, member.getValue());
                }
                out.writeEndObject();
            }
            case Iterable<?> elements -> {
                out.writeStartArray();
                for (Object element : elements) {
                    write(out, element);
                }
                out.writeEndArray();
            }
            default -> out.writeString(value.toString());
        }
    }

    private static void number(JsonGenerator out, Number number) throws IOException {
        switch (number) {
            case Integer whole -> out.writeNumber(whole);
            case Long whole -> out.writeNumber(whole);
            case Double fraction -> out.writeNumber(fraction);
            case Float fraction -> out.writeNumber(fraction);
            case BigInteger whole -> out.writeNumber(whole);
            case BigDecimal fraction -> out.writeNumber(fraction);
            case Short whole -> out.writeNumber(whole);
            case Byte whole -> out.writeNumber(whole);
            default -> out.writeNumber(number.longValue());
        }
    }
}
