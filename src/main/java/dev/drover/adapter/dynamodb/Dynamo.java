package dev.drover.adapter.dynamodb;

import dev.drover.refusal.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * One DynamoDB table. Every call ends within some seconds: with {@code StoreUnavailable} when DynamoDB does not answer or
 * admits no more requests. The SDK repeats what fails; every write here can bear that.
 *
 * <p>Threads: any number; each call waits for its answer.
 */
public final class Dynamo implements AutoCloseable {
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);
    private static final int CONNECTIONS = 64;

    final DynamoDbClient client;
    final String table;

    private Dynamo(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Connects; a table that is not there is created only where the URL says so. */
    public static Dynamo open(DynamoUrl url) {
        Dynamo dynamo = call(() -> new Dynamo(client(url), url.table()));
        try {
            new Table(dynamo).ready(url.create());
            return dynamo;
        } catch (StoreUnavailable e) {
            dynamo.close();
            throw new StoreUnavailable("the table " + url.table() + ": " + e.getMessage());
        }
    }

    @SuppressWarnings("deprecation") // its successor needs a later HttpClient 5 than this line of Camel brings
    private static DynamoDbClient client(DynamoUrl url) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .httpClientBuilder(ApacheHttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(ATTEMPT)
                        .socketTimeout(ATTEMPT))
                .overrideConfiguration(
                        settings -> settings.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
        if (url.region() != null) {
            builder.region(Region.of(url.region()));
        }
        if (url.endpoint() != null) {
            builder.endpointOverride(url.endpoint());
        }
        return builder.build();
    }

    /** What DynamoDB's errors say of a request may quote its values; only their code goes on from here. */
    static <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new StoreUnavailable("DynamoDB cannot be asked now (" + kind(e) + ")");
        }
    }

    private static String kind(SdkException fault) {
        return fault instanceof AwsServiceException told && told.awsErrorDetails() != null
                ? told.awsErrorDetails().errorCode()
                : fault.getClass().getSimpleName();
    }

    /** Asks all at once; the answers come in the order of the requests. */
    static <T> List<T> together(List<Supplier<T>> requests) {
        if (requests.size() == 1) {
            return List.of(requests.getFirst().get());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> running = requests.stream()
                    .map(request -> CompletableFuture.supplyAsync(request, threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
