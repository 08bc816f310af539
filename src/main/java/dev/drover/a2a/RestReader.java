package dev.drover.a2a;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests of the HTTP+JSON binding: path, verb, version, media type, body or query, in this order. */
final class RestReader {
    private RestReader() {}

    static Call read(HttpRequest request, @Nullable Operation operation) {
        Path path = Path.of(request.rawPath());
        if (path == null) {
            throw Refusal.of(Reason.METHOD_NOT_FOUND, "there is nothing at this path");
        }
        if (operation == null) {
            throw A2aReader.wrongVerb(path.resource());
        }
        if (operation == Operation.AGENT_CARD) {
            return new Call.AgentCard(
                    request.headers().get("if-none-match"), request.headers().get("if-modified-since"));
        }
        Versions.require(request);
        Violations violations = new Violations();
        Map<String, @Nullable Object> parameters =
                request.method().equals("POST") ? body(request, operation) : query(request, violations);
        if (path.tenant() != null) {
            parameters.put(Names.TENANT.camel(), path.tenant());
        }
        Members members = Members.of(parameters, violations);
        putTask(path, parameters, members);
        return Calls.read(
                operation,
                members,
                violations,
                operation == Operation.SUBSCRIBE_TO_TASK ? A2aReader.lastEventId(request) : null);
    }

    /** The path wins over the body, but a body that says something else is wrong. */
    private static void putTask(Path path, Map<String, @Nullable Object> parameters, Members members) {
        if (path.taskId() == null) {
            return;
        }
        String said = members.id(Names.ID);
        if (said != null && !said.equals(path.taskId())) {
            members.violate(Names.ID, "must be the task of the path");
        }
        parameters.put(Names.ID.camel(), path.taskId());
    }

    @SuppressWarnings("unchecked") // Json makes maps with names as keys
    private static Map<String, @Nullable Object> body(HttpRequest request, Operation operation) {
        boolean mayBeEmpty = operation != Operation.SEND_MESSAGE && operation != Operation.SEND_STREAMING_MESSAGE;
        if (request.body().length == 0 && mayBeEmpty) {
            return new LinkedHashMap<>();
        }
        MediaTypes.requireJson(request);
        if (Json.read(request.body()) instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw Refusal.of(Reason.INVALID_REQUEST, "the body must be a JSON object");
    }

    /** Query parameters are all text; the one boolean among them becomes one. */
    private static Map<String, @Nullable Object> query(HttpRequest request, Violations violations) {
        Map<String, @Nullable Object> parameters = QueryString.read(request.rawQuery(), violations);
        for (String name : new String[] {Names.INCLUDE_ARTIFACTS.camel(), Names.INCLUDE_ARTIFACTS.snake()}) {
            parameters.computeIfPresent(name, (key, text) -> switch (text.toString()) {
                case "true" -> true;
                case "false" -> false;
                default -> text;
            });
        }
        return parameters;
    }
}
