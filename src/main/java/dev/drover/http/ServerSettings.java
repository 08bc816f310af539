package dev.drover.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens and what it lets through.
 *
 * @param name of the family of settings that say where, for messages
 * @param port 0 for any free one
 * @param maxBody bytes of a request's body, at most 2^31 - 1 - 8
 * @param maxHeader bytes of a request's headers together, and bytes of its request line
 * @param idleTimeout how long a connection may stay open without a request
 * @param requestTimeout how long a client may take to send one request, from its first byte to its last
 * @param heartbeat the silence on an event stream after which a comment is sent
 * @param streamBuffer bytes that may wait for the reader of an event stream
 * @param cors which pages of other origins may call
 * @param tls absent for plain HTTP
 * @param streamStall how long the reader of an event stream may take nothing while something waits for it
 */
public record ServerSettings(
        String name,
        String host,
        int port,
        long maxBody,
        int maxHeader,
        Duration idleTimeout,
        Duration requestTimeout,
        Duration heartbeat,
        long streamBuffer,
        Duration streamStall,
        CorsPolicy cors,
        @Nullable TlsSettings tls) {

    public ServerSettings {
        require(!host.isBlank(), "server.host must be a host name or an address");
        require(port >= 0 && port <= 65535, name + ".port must be from 0 to 65535, not " + port);
        require(maxBody > 0 && maxBody <= Integer.MAX_VALUE - 8, "server.max-body must be from 1 byte to 2 GB");
        require(maxHeader >= 256, "server.max-header must be at least 256 bytes");
        requirePositive("server.idle-timeout", idleTimeout);
        requirePositive("server.request-timeout", requestTimeout);
        requirePositive("server.heartbeat", heartbeat);
        require(streamBuffer > 0, "server.stream-buffer must be at least 1 byte");
        requirePositive("server.stream-stall", streamStall);
    }

    /** Another server with the same limits and certificates, which no page of another origin may call. */
    public ServerSettings beside(String otherName, int otherPort, boolean withTls) {
        return new ServerSettings(
                otherName,
                host,
                otherPort,
                maxBody,
                maxHeader,
                idleTimeout,
                requestTimeout,
                heartbeat,
                streamBuffer,
                streamStall,
                CorsPolicy.NONE,
                withTls ? tls : null);
    }

    private static void requirePositive(String name, Duration duration) {
        require(duration.toMillis() > 0, name + " must be at least 1 ms");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
