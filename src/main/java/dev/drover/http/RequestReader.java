package dev.drover.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request to its end, within the limits, or refuses it.
 *
 * <p>A body that came together with its head is handed over with it. Otherwise a target that takes requests early gets
 * the head alone, and the rest is left with the client until the target asks for it.
 *
 * <p>Threads: the connection's event loop only.
 */
final class RequestReader {

    /** Whom requests are for. */
    interface Target {
        /** Whether the request can be taken before its body is there. */
        boolean takesEarly(HttpServerRequest request);

        /** Is called once; never, if the request is refused or the client goes away before. */
        void take(HttpServerRequest request, ClientConnection connection, RequestBody body);
    }

    private final HttpServerRequest request;
    private final ClientConnection connection;
    private final long maxBody;
    private final Target target;
    private @Nullable Buffer body;
    private @Nullable RequestBody late;
    private boolean continued;

    private RequestReader(HttpServerRequest request, ClientConnection connection, long maxBody, Target target) {
        this.request = request;
        this.connection = connection;
        this.maxBody = maxBody;
        this.target = target;
    }

    static void read(HttpServerRequest request, ClientConnection connection, long maxBody, Target target) {
        RequestReader reader = new RequestReader(request, connection, maxBody, target);
        connection.begin(reader);
        HttpError fault = fault(request, maxBody);
        if (fault != null) {
            connection.refuse(fault);
            return;
        }
        request.handler(reader::take).endHandler(end -> reader.finish());
    }

    /** All that had come at once has been read, and the body is not whole. */
    void pause() {
        if (late != null || connection.isRefused()) {
            return;
        }
        if (!target.takesEarly(request)) {
            askForBody();
            return;
        }
        request.pause();
        RequestBody coming = RequestBody.late(() -> connection.onLoop(this::resume));
        late = coming;
        target.take(request, connection, coming);
    }

    private void resume() {
        if (!connection.isRefused()) {
            askForBody();
            request.resume();
        }
    }

    private void askForBody() {
        if (!continued && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        continued = true;
    }

    /** The rest will not come. */
    void lose(HttpError error) {
        if (late != null) {
            late.lose(error);
        }
    }

    private static @Nullable HttpError fault(HttpServerRequest request, long maxBody) {
        HttpVersion version = request.version();
        if (version == null) {
            return HttpError.malformed("the HTTP version is not 1.0 or 1.1");
        }
        if (version == HttpVersion.HTTP_1_1 && request.getHeader(HttpHeaders.HOST) == null) {
            return HttpError.malformed("the Host header is missing");
        }
        String path = request.path();
        if (path == null || !path.startsWith("/")) {
            return HttpError.malformed("the request target is not a path");
        }
        // Anything else would be read as a request without a body, and its body as the next request.
        String coding = request.getHeader(HttpHeaders.TRANSFER_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            return HttpError.malformed("the only transfer encoding taken is chunked");
        }
        // The decoder has seen to it that the length is a number.
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length.trim()) > maxBody) {
            return HttpError.bodyTooLarge(maxBody);
        }
        return null;
    }

    private void take(Buffer part) {
        if (connection.isRefused()) {
            return;
        }
        Buffer before = body;
        long size = part.length() + (before == null ? 0L : before.length());
        if (size > maxBody) {
            body = null;
            connection.refuse(HttpError.bodyTooLarge(maxBody));
            return;
        }
        body = before == null ? part : before.appendBuffer(part);
    }

    private void finish() {
        if (connection.isRefused()) {
            return;
        }
        connection.ready();
        Buffer all = body == null ? Buffer.buffer() : body;
        body = null;
        if (late == null) {
            target.take(request, connection, RequestBody.whole(all));
        } else {
            late.arrive(all);
        }
    }
}
