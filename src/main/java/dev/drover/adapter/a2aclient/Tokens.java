package dev.drover.adapter.a2aclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.agent.CallFailed;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one agent, fetched when it is needed and kept until shortly before it expires.
 *
 * <p>Threads: those that find none wait for the one that fetches it.
 */
final class Tokens {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final int LARGEST = 64 * 1024;
    private static final long UNSAID = 60;

    private final ObjectMapper json = new ObjectMapper();
    private final ReentrantLock fetching = new ReentrantLock();
    private final Http http;
    private volatile @Nullable Token known;

    /** A token and the time of {@link System#nanoTime} after which it is not used. */
    private record Token(String text, long until) {
        boolean valid() {
            return System.nanoTime() < until;
        }
    }

    Tokens(Http http) {
        this.http = http;
    }

    String current(Credentials.ClientCredentials client) throws CallFailed, InterruptedException {
        Token token = known;
        if (token != null && token.valid()) {
            return token.text();
        }
        fetching.lockInterruptibly();
        try {
            token = known;
            if (token == null || !token.valid()) {
                token = fetch(client);
                known = token;
            }
            return token.text();
        } finally {
            fetching.unlock();
        }
    }

    /** False when there was none to forget. */
    boolean forget() {
        boolean had = known != null;
        known = null;
        return had;
    }

    private Token fetch(Credentials.ClientCredentials client) throws CallFailed, InterruptedException {
        String form =
                "grant_type=client_credentials" + (client.scope().isEmpty() ? "" : "&scope=" + encoded(client.scope()));
        String basic = encoded(client.clientId()) + ":" + encoded(client.clientSecret());
        HttpRequest request = HttpRequest.newBuilder(client.tokenUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            Http.Answer answer = http.whole(request, LARGEST, BOUND);
            if (answer.status() == 200) {
                JsonNode body = json.readTree(answer.body());
                String token = body.path("access_token").asText("");
                if (!token.isEmpty() && !token.matches(".*[\\r\\n].*")) {
                    long seconds = body.path("expires_in").asLong(UNSAID);
                    return new Token(
                            token,
                            System.nanoTime()
                                    + Duration.ofSeconds(seconds * 9 / 10).toNanos());
                }
            }
            throw CallFailed.forNow("the agent's authorization server gave no token");
        } catch (IOException e) {
            throw CallFailed.forNow("the agent's authorization server did not answer");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
