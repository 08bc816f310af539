package dev.drover.adapter.a2aclient;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP as agents are called by it: version 1.1, no redirects, answers of a bounded size.
 *
 * <p>Threads: callers' own, which may be virtual and interrupted at any time.
 */
final class Http {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Made when the first agent is called: with its trust store it costs a start a quarter of a second. */
    private static final class Client {
        static final Executor THREADS = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("a2a-client-", 0).factory());
        static final HttpClient HTTP = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(THREADS)
                .build();
    }

    /** An answer that was read to its end. */
    record Answer(int status, HttpHeaders headers, byte[] body) {}

    /** The answer as it begins; its body comes bit by bit, and an IOException comes when it is more than {@code most}. */
    HttpResponse<InputStream> begin(HttpRequest request, long most) throws IOException, InterruptedException {
        return Client.HTTP.send(request, bounded(most));
    }

    /** The whole answer, within a time. */
    Answer whole(HttpRequest request, long most, Duration bound) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> sent = Client.HTTP.sendAsync(request, bounded(most));
        CompletableFuture<Answer> read = sent.thenApplyAsync(Http::read, Client.THREADS);
        try {
            return read.get(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException("no answer", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer in " + bound.toSeconds() + " s");
        } finally {
            sent.cancel(true);
            sent.thenAccept(Http::close);
        }
    }

    private static HttpResponse.BodyHandler<InputStream> bounded(long most) {
        return info -> HttpResponse.BodySubscribers.mapping(
                HttpResponse.BodySubscribers.ofInputStream(), body -> new BoundedInput(body, most));
    }

    private static Answer read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new Answer(response.statusCode(), response.headers(), body.readAllBytes());
        } catch (IOException e) {
            throw new java.util.concurrent.CompletionException(e);
        }
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            // it was to be closed, and is
        }
    }
}
