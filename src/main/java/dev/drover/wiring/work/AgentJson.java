package dev.drover.wiring.work;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.drover.a2a.MessageJson;
import dev.drover.agent.CallFailed;
import dev.drover.agent.RetryAfter;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/** The bean {@code agent-json}: the agent contract as JSON, for agents behind an endpoint. Thread-safe. */
public final class AgentJson {
    /** Made when it is first needed: it costs a start a tenth of a second. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
        static final ObjectReader WHOLE = MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** The body becomes {@code {call, taskId, contextId, text, data, message}}. */
    public void ask(Exchange exchange) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator out = Json.MAPPER.createGenerator(body)) {
            out.writeStartObject();
            for (String name : List.of("call", "taskId", "contextId")) {
                out.writeStringField(name, exchange.getVariable(name, String.class));
            }
            out.writeStringField("text", exchange.getMessage().getBody(String.class));
            if (exchange.getVariable("data") instanceof Map<?, ?> data && !data.isEmpty()) {
                out.writeObjectField("data", data);
            }
            out.writeFieldName("message");
            MessageJson.write(out, exchange.getVariable("message", Message.class));
            out.writeEndObject();
        }
        exchange.getMessage().setBody(body.toByteArray());
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader("Idempotency-Key", exchange.getVariable("call", String.class));
        Traced.headers(exchange).forEach(exchange.getMessage()::setHeader);
    }

    /** The same where nothing says what it is: what parses as a JSON object or list is JSON, anything else is text. */
    public void readUntyped(Exchange exchange) throws IOException, CallFailed, HttpOperationFailedException {
        String body = exchange.getMessage().getBody(String.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, isDocument(body) ? "application/json" : "text/plain");
        read(exchange);
    }

    private boolean isDocument(@Nullable String body) {
        try {
            return body != null && Json.WHOLE.readTree(body).isContainerNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** JSON may say {@code {text?, data?, parts?, outcome?}}; other JSON is data, text is text, and anything else a file. */
    public void read(Exchange exchange) throws IOException, CallFailed, HttpOperationFailedException {
        requireSuccess(exchange.getMessage());
        long most = exchange.getProperty(AgentReplies.MOST, Long.MAX_VALUE, Long.class);
        Received received = Received.of(exchange.getMessage(), most);
        exchange.getMessage().removeHeaders("*");
        if (!received.isJson() || received.isBlank()) {
            exchange.getMessage().setBody(received.parts());
            return;
        }
        Object value = received.json();
        if (!(value instanceof Map<?, ?> answer)
                || answer.isEmpty()
                || !List.of("text", "data", "parts", "outcome").containsAll(answer.keySet())) {
            exchange.getMessage().setBody(List.of(Part.data(value)));
            return;
        }
        List<Part> parts = new ArrayList<>();
        if (answer.get("text") instanceof String text) {
            parts.add(Part.text(text));
        }
        if (answer.containsKey("data")) {
            parts.add(Part.data(answer.get("data")));
        }
        if (answer.get("parts") instanceof List<?> given) {
            parts.addAll(parts(given));
        }
        exchange.getMessage().setBody(parts.isEmpty() ? "" : parts);
        if (answer.get("outcome") instanceof String outcome) {
            exchange.getMessage().setHeader("AgentOutcome", outcome);
        }
    }

    /** An HTTP answer that is none is a failure by its status; of what comes with it, only the pause is read that it asks for. */
    private static void requireSuccess(org.apache.camel.Message answer)
            throws IOException, HttpOperationFailedException {
        Integer status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status != null && status / 100 != 2) {
            String pause = answer.getHeader(RetryAfter.NAME, String.class);
            Received.drop(answer);
            throw new HttpOperationFailedException(
                    "the agent", status, "", null, pause == null ? Map.of() : Map.of(RetryAfter.NAME, pause), "");
        }
    }

    private static List<Part> parts(List<?> given) throws CallFailed {
        try {
            return MessageJson.parts(given);
        } catch (Refusal broken) {
            throw CallFailed.forNow("what it answered cannot be read: " + broken.text());
        }
    }
}
