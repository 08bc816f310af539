package dev.drover.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.message.Bytes;
import dev.drover.model.Spent;
import dev.drover.model.ToolCall;
import dev.drover.model.ToolResult;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What models said, what their tools gave, and what it took. */
final class ModelJson {
    private ModelJson() {}

    /** Members of the object that is being written. */
    static void write(JsonGenerator json, Turn.OfModel turn) throws IOException {
        json.writeStringField("text", turn.text());
        Values.writeList(json, "calls", turn.calls(), ModelJson::write);
    }

    static Turn.OfModel turn(Members json) {
        return new Turn.OfModel(json.text("text"), json.list("calls", ModelJson::call));
    }

    private static void write(JsonGenerator json, ToolCall call) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", call.id());
        json.writeStringField("name", call.name());
        Values.writeObject(json, "arguments", call.arguments());
        if (call.signature() != null) {
            json.writeStringField(
                    "signature",
                    Base64.getEncoder().encodeToString(call.signature().toArray()));
        }
        json.writeEndObject();
    }

    private static ToolCall call(Members json) {
        return new ToolCall(
                json.text("id"), json.text("name"), json.map("arguments"), bytes(json.textOrNull("signature")));
    }

    private static @Nullable Bytes bytes(@Nullable String base64) {
        return base64 == null ? null : Bytes.of(Base64.getDecoder().decode(base64));
    }

    /** Members of the object that is being written. */
    static void write(JsonGenerator json, ToolResult result) throws IOException {
        json.writeStringField("callId", result.callId());
        json.writeStringField("name", result.name());
        Values.writeObject(json, "value", result.value());
    }

    static ToolResult result(Members json) {
        return new ToolResult(json.text("callId"), json.text("name"), json.map("value"));
    }

    /** Members of the object that is being written. */
    static void write(JsonGenerator json, Spent spent) throws IOException {
        json.writeStringField("agent", spent.agent());
        json.writeStringField("model", spent.model());
        json.writeNumberField("promptTokens", spent.usage().prompt());
        json.writeNumberField("cachedTokens", spent.usage().cached());
        json.writeNumberField("outputTokens", spent.usage().output());
        json.writeNumberField("thoughtTokens", spent.usage().thoughts());
        if (spent.dollars() != null) {
            json.writeStringField("dollars", spent.dollars().toPlainString());
        }
    }

    static Spent spent(Members json) {
        Usage usage = new Usage(
                json.number("promptTokens").longValue(),
                json.number("cachedTokens").longValue(),
                json.number("outputTokens").longValue(),
                json.number("thoughtTokens").longValue());
        String dollars = json.textOrNull("dollars");
        String agent = json.textOrNull("agent");
        return new Spent(
                agent == null ? "" : agent,
                json.text("model"),
                usage,
                dollars == null ? null : new BigDecimal(dollars));
    }
}
