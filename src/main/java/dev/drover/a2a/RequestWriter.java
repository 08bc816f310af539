package dev.drover.a2a;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.drover.message.Message;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests to an agent in one binding. Immutable, so safe for any number of threads.
 *
 * @param tenant as the agent's card has it for this interface; absent when it has none
 */
public record RequestWriter(Binding binding, @Nullable String tenant) {
    /** A message; without streaming, the answer is wanted as soon as there is a task. */
    public Outgoing send(Message message, boolean streaming) {
        Document params = out -> {
            begin(out);
            out.writeFieldName("message");
            Wire.message(out, message, null, null);
            if (!streaming) {
                out.writeObjectFieldStart("configuration");
                out.writeBooleanField("returnImmediately", true);
                out.writeEndObject();
            }
            out.writeEndObject();
        };
        return streaming
                ? post("SendStreamingMessage", "/message:stream", params)
                : post("SendMessage", "/message:send", params);
    }

    public Outgoing get(String taskId) {
        return binding == Binding.JSON_RPC ? post("GetTask", "", id(taskId)) : new Outgoing("GET", task(taskId), null);
    }

    public Outgoing subscribe(String taskId) {
        return binding == Binding.JSON_RPC
                ? post("SubscribeToTask", "", id(taskId))
                : new Outgoing("POST", task(taskId) + ":subscribe", null);
    }

    public Outgoing cancel(String taskId) {
        return binding == Binding.JSON_RPC
                ? post("CancelTask", "", id(taskId))
                : new Outgoing("POST", task(taskId) + ":cancel", null);
    }

    private Outgoing post(String method, String path, Document params) {
        if (binding == Binding.HTTP_JSON) {
            return new Outgoing("POST", inTenant(path), params.bytes());
        }
        Document request = out -> {
            out.writeStartObject();
            out.writeStringField("jsonrpc", "2.0");
            out.writeNumberField("id", 1); // one request on a connection at a time: any id will do
            out.writeStringField("method", method);
            out.writeFieldName("params");
            params.write(out);
            out.writeEndObject();
        };
        return new Outgoing("POST", "", request.bytes());
    }

    private Document id(String taskId) {
        return out -> {
            begin(out);
            out.writeStringField("id", taskId);
            out.writeEndObject();
        };
    }

    private void begin(JsonGenerator out) throws IOException {
        out.writeStartObject();
        if (binding == Binding.JSON_RPC) {
            Wire.text(out, "tenant", tenant);
        }
    }

    private String task(String taskId) {
        return inTenant("/tasks/" + encoded(taskId));
    }

    private String inTenant(String path) {
        return tenant == null || tenant.isEmpty() ? path : "/" + encoded(tenant) + path;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
