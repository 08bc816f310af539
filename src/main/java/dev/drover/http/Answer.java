package dev.drover.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a request.
 *
 * @param body all of it, or nothing if it is a stream
 * @param stream what writes the body, if it is a stream
 */
record Answer(
        int status, MultiMap headers, Buffer body, @Nullable EventStream stream) {

    /** What a message answers, without the headers that came in. */
    static Answer of(Message message, Set<Object> inbound) throws InvalidPayloadException {
        MultiMap headers = HttpHeaders.headers();
        Headers.write(message, inbound, headers);
        Object body = message.getBody();
        if (body instanceof EventStream stream) {
            headers.set(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                    .set(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .set("X-Accel-Buffering", "no");
            return new Answer(200, headers, Buffer.buffer(), stream);
        }
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        if (status < 200 || status > 599) {
            throw new IllegalStateException("a route answered with status " + status);
        }
        return new Answer(status, headers, bytes(message, body), null);
    }

    static Answer of(HttpError error) {
        MultiMap headers = HttpHeaders.headers().add(HttpHeaders.CONTENT_TYPE, "application/json");
        headers.addAll(error.headers());
        return new Answer(error.code(), headers, Buffer.buffer(error.json()), null);
    }

    /**
     * Writes it on the connection's event loop, from any thread; nothing happens if the client has gone.
     *
     * @param close whether the connection ends with it
     */
    void send(Request request, boolean close) {
        request.connection().onLoop(() -> write(request, close));
    }

    private void write(Request request, boolean close) {
        HttpServerResponse response = request.http().response();
        if (response.closed() || response.ended() || request.connection().isRefused()) {
            return;
        }
        writeHead(request);
        boolean unread = !request.body().hasArrived();
        boolean last = close || unread;
        if (last) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        Buffer content = Buffer.buffer();
        if (request.http().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        } else if (status != 204 && status != 304) {
            content = body;
        }
        if (unread) {
            request.connection().leave();
        }
        response.end(content, sent -> {
            if (last) {
                request.http().connection().close();
            }
        });
        if (!unread) {
            request.connection().done();
        }
    }

    /** Sets status and headers, and nothing else. */
    void writeHead(Request request) {
        MultiMap head =
                request.http().response().setStatusCode(status).headers().setAll(headers);
        request.connection().common().addTo(head, request.http());
    }

    private static Buffer bytes(Message message, @Nullable Object body) throws InvalidPayloadException {
        return switch (body) {
            case null -> Buffer.buffer();
            case byte[] raw -> Buffer.buffer(raw);
            case String text -> Buffer.buffer(text);
            default -> Buffer.buffer(message.getMandatoryBody(byte[].class));
        };
    }
}
