package dev.drover.http;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Message;

/**
 * The body of a request. Where an endpoint says {@code useStreaming}, its route may begin while the body is still on its
 * way; then nothing of it is read until the route asks for it, and never, if the route answers without.
 *
 * <p>Threads: the event loop completes it; the route's thread waits.
 */
public final class RequestBody {

    private final CompletableFuture<Buffer> arrival;
    private final Runnable wanted;

    private RequestBody(CompletableFuture<Buffer> arrival, Runnable wanted) {
        this.arrival = arrival;
        this.wanted = wanted;
    }

    static RequestBody whole(Buffer body) {
        return new RequestBody(CompletableFuture.completedFuture(body), () -> {});
    }

    /**
     * A body that is still to come.
     *
     * @param wanted is run when somebody asks for it, perhaps more than once
     */
    static RequestBody late(Runnable wanted) {
        return new RequestBody(new CompletableFuture<>(), wanted);
    }

    /** The body of a message that came in over HTTP, whatever form it has. */
    public static byte[] of(Message message) {
        if (message.getBody() instanceof RequestBody body) {
            return body.bytes();
        }
        byte[] bytes = message.getBody(byte[].class);
        return bytes == null ? new byte[0] : bytes;
    }

    /** All of it, as soon as it is there; a refusal when it will not come, which the client has then been told. */
    public byte[] bytes() {
        if (!arrival.isDone()) {
            wanted.run();
        }
        try {
            return arrival.get().getBytes();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Reason.UNAVAILABLE, "the server is stopping");
        }
    }

    boolean hasArrived() {
        return arrival.isDone();
    }

    void arrive(Buffer body) {
        arrival.complete(body);
    }

    /** It will not come. */
    void lose(HttpError error) {
        Reason reason = error.code() == 413 ? Reason.TOO_LARGE : Reason.INVALID_REQUEST;
        arrival.completeExceptionally(Refusal.of(reason, error.message()));
    }
}
