package bench;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ceiling: what Vert.x and Jackson do when nothing is between them. It parses a message and answers the JSON that
 * Drover answers for an echo, member by member, and keeps nothing. One event loop.
 */
final class Bare {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "Content-Type";

    private Bare() {}

    public static void main(String[] args) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(Bare::answer)
                .listen(Integer.parseInt(System.getenv("PORT")), "127.0.0.1")
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static void answer(HttpServerRequest request) {
        if (request.path().equals("/health/ready")) {
            request.response().end();
            return;
        }
        request.body().onSuccess(body -> {
            try {
                call(JSON.readTree(body.getBytes()), request.response());
            } catch (IOException e) {
                request.response().setStatusCode(400).end();
            }
        });
    }

    private static void call(JsonNode call, HttpServerResponse response) {
        Echo echo = new Echo(call.path("id"), call.at("/params/message"), freshId(), freshId());
        switch (call.path("method").asText()) {
            case "SendMessage" ->
                response.putHeader(TYPE, "application/json").end(echo.result(out -> echo.task(out, true)));
            case "SendStreamingMessage" -> {
                response.setChunked(true).putHeader(TYPE, "text/event-stream");
                response.write(event(1, echo.result(out -> echo.task(out, false))));
                response.write(event(2, echo.result(echo::artifactUpdate)));
                response.end(event(3, echo.result(echo::statusUpdate)));
            }
            default -> response.setStatusCode(404).end();
        }
    }

    private static String freshId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static Buffer event(int id, Buffer result) {
        return Buffer.buffer("id: " + id + "\ndata: ").appendBuffer(result).appendString("\n\n");
    }

    private interface Json {
        void write(JsonGenerator out) throws IOException;
    }

    /** One call and what is said about it. */
    private record Echo(JsonNode rpcId, JsonNode message, String task, String context) {
        Buffer result(Json result) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
            try (JsonGenerator out = JSON.createGenerator(bytes)) {
                out.writeStartObject();
                out.writeStringField("jsonrpc", "2.0");
                out.writeFieldName("id");
                out.writeTree(rpcId);
                out.writeObjectFieldStart("result");
                result.write(out);
                out.writeEndObject();
                out.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Buffer.buffer(bytes.toByteArray());
        }

        void task(JsonGenerator out, boolean ended) throws IOException {
            out.writeObjectFieldStart("task");
            out.writeStringField("id", task);
            out.writeStringField("contextId", context);
            status(out, ended ? "TASK_STATE_COMPLETED" : "TASK_STATE_WORKING");
            if (ended) {
                out.writeArrayFieldStart("artifacts");
                artifact(out);
                out.writeEndArray();
            }
            out.writeArrayFieldStart("history");
            out.writeStartObject();
            out.writeStringField("messageId", message.path("messageId").asText());
            out.writeStringField("contextId", context);
            out.writeStringField("taskId", task);
            for (String member : new String[] {"role", "parts", "metadata"}) {
                out.writeFieldName(member);
                out.writeTree(message.path(member));
            }
            out.writeEndObject();
            out.writeEndArray();
            if (ended) {
                metadata(out);
            }
            out.writeEndObject();
        }

        void artifactUpdate(JsonGenerator out) throws IOException {
            out.writeObjectFieldStart("artifactUpdate");
            out.writeStringField("taskId", task);
            out.writeStringField("contextId", context);
            out.writeFieldName("artifact");
            artifact(out);
            out.writeBooleanField("lastChunk", true);
            out.writeEndObject();
        }

        void statusUpdate(JsonGenerator out) throws IOException {
            out.writeObjectFieldStart("statusUpdate");
            out.writeStringField("taskId", task);
            out.writeStringField("contextId", context);
            status(out, "TASK_STATE_COMPLETED");
            metadata(out);
            out.writeEndObject();
        }

        private void status(JsonGenerator out, String state) throws IOException {
            out.writeObjectFieldStart("status");
            out.writeStringField("state", state);
            out.writeStringField("timestamp", Instant.now().toString());
            out.writeEndObject();
        }

        private void artifact(JsonGenerator out) throws IOException {
            out.writeStartObject();
            out.writeStringField("artifactId", "echo");
            out.writeArrayFieldStart("parts");
            out.writeStartObject();
            out.writeStringField("text", message.at("/parts/0/text").asText());
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        }

        private void metadata(JsonGenerator out) throws IOException {
            out.writeObjectFieldStart("metadata");
            out.writeObjectFieldStart("drover");
            out.writeArrayFieldStart("missing");
            out.writeEndArray();
            out.writeBooleanField("partial", false);
            out.writeStringField("policy", "all");
            out.writeEndObject();
            out.writeEndObject();
        }
    }
}
