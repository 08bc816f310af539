package dev.drover.a2a;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON to plain values: maps, lists, strings, longs (beyond them big integers), doubles, booleans and null.
 * UTF-8 only; names are unique; every string can be written again; every refusal says where.
 */
final class Json {
    static final int MAX_DEPTH = 100;

    // Virtual threads are many and short: buffers pooled per thread would never be used twice.
    static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final char MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    private final JsonParser parser;
    private final boolean escapes;

    private Json(JsonParser parser, boolean escapes) {
        this.parser = parser;
        this.escapes = escapes;
    }

    /** The one value that the body holds. Throws a refusal when it holds none, or something else. */
    static @Nullable Object read(byte[] body) {
        String text = decoded(body);
        if (text.isBlank()) {
            throw Refusal.of(Reason.INVALID_REQUEST, "the body is empty; it must be a JSON object");
        }
        if (text.charAt(0) == MARK) {
            throw malformed("it begins with a byte order mark");
        }
        checkEncoding(body);
        boolean escapes = text.contains("\\u");
        try (JsonParser parser = FACTORY.createParser(body)) {
            Json json = new Json(parser, escapes);
            Object value = json.value(parser.nextToken(), 0);
            if (parser.nextToken() != null) {
                throw malformed("something follows its end" + where(parser.currentTokenLocation()));
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw malformed("a name or a number is too long, or it is nested deeper than " + MAX_DEPTH + " levels");
        } catch (JacksonException e) {
            throw malformed("there is an error" + where(e.getLocation()));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    /** The body as text. Decodes fast; only a text with replacement characters is looked at again. */
    private static String decoded(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            } catch (CharacterCodingException e) {
                throw malformed("it is not UTF-8");
            }
        }
        return text;
    }

    /** Zeros at the beginning would make Jackson take the body for UTF-16 or UTF-32. */
    private static void checkEncoding(byte[] body) {
        for (int i = 0; i < Math.min(4, body.length); i++) {
            if (body[i] == 0) {
                throw malformed("there is an error at line 1, column " + (i + 1));
            }
        }
    }

    private @Nullable Object value(@Nullable JsonToken token, int depth) throws IOException {
        if (token == null) {
            throw malformed("it ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(depth + 1);
            case START_ARRAY -> array(depth + 1);
            case VALUE_STRING -> string(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw malformed("there is an error" + where(parser.currentTokenLocation()));
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws IOException {
        checkDepth(depth);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = string(parser.currentName());
            int before = members.size();
            members.put(name, value(parser.nextToken(), depth));
            if (members.size() == before) {
                throw malformed("the member " + Quoted.of(name) + " is given twice");
            }
        }
        return members;
    }

    private List<@Nullable Object> array(int depth) throws IOException {
        checkDepth(depth);
        List<@Nullable Object> elements = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            elements.add(value(token, depth));
            token = parser.nextToken();
        }
        return elements;
    }

    private Number integer() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Number) parser.getLongValue();
    }

    /** A double, as protocol buffers have it; what no double can hold would be written as infinity. */
    private Double decimal() throws IOException {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw malformed("a number is out of range" + where(parser.currentTokenLocation()));
        }
        return value;
    }

    private String string(String text) {
        if (escapes && !Surrogates.paired(text)) {
            throw malformed("a string holds half a surrogate pair" + where(parser.currentTokenLocation()));
        }
        return text;
    }

    private static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("it is nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private static String where(@Nullable JsonLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static Refusal malformed(String why) {
        return Refusal.of(Reason.MALFORMED_JSON, "the body is not valid JSON: " + why);
    }
}
