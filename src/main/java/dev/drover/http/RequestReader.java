package dev.drover.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request to its end, within the limits, or refuses it.
 *
 * <p>Threads: the connection's event loop only.
 */
final class RequestReader {

    private final ClientConnection connection;
    private final long maxBody;
    private final Consumer<Buffer> whole;
    private @Nullable Buffer body;

    private RequestReader(ClientConnection connection, long maxBody, Consumer<Buffer> whole) {
        this.connection = connection;
        this.maxBody = maxBody;
        this.whole = whole;
    }

    /** Hands on the body when all of it is there; never, if the request is refused or the client goes away. */
    static void read(HttpServerRequest request, ClientConnection connection, long maxBody, Consumer<Buffer> whole) {
        connection.begin();
        HttpError fault = fault(request, maxBody);
        if (fault != null) {
            connection.refuse(fault);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        RequestReader reader = new RequestReader(connection, maxBody, whole);
        request.handler(reader::take).endHandler(end -> reader.finish());
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
        Buffer all = body;
        body = null;
        whole.accept(all == null ? Buffer.buffer() : all);
    }
}
