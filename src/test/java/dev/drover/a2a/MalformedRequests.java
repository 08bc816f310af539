package dev.drover.a2a;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests that no server may stumble over, with the exact answer to each; none needs a task to exist. */
public final class MalformedRequests {
    /**
     * A request and what must come back.
     *
     * @param path with its query
     * @param status the HTTP status
     * @param code the JSON-RPC code, or the gRPC name of the status in HTTP+JSON
     * @param fragment what the error's message holds
     */
    public record Case(
            String name,
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            int status,
            String code,
            String fragment) {
        public boolean rpc() {
            return code.startsWith("-");
        }

        @Override
        public String toString() {
            return (rpc() ? "JSON-RPC: " : "HTTP+JSON: ") + name;
        }
    }

    private MalformedRequests() {}

    public static List<Case> all() {
        return Stream.of(new MalformedSends(), new MalformedBodies(), new MalformedLookUps(), new MalformedHeads())
                .flatMap(table -> table.cases().stream())
                .toList();
    }
}
