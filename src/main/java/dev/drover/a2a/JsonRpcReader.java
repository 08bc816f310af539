package dev.drover.a2a;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;

/** Reads JSON-RPC requests: verb, media type, envelope, version, method, parameters, in this order. */
final class JsonRpcReader {
    private JsonRpcReader() {}

    static Reading read(HttpRequest request, Return from) {
        Return to = from;
        try {
            if (!request.method().equals("POST")) {
                throw A2aReader.wrongVerb(Resource.RPC);
            }
            MediaTypes.requireJson(request);
            Envelope envelope = Envelope.of(Json.read(request.body()));
            to = to.withId(envelope.id());
            Operation operation = operation(envelope.method(), request);
            to = to.withOperation(operation);
            Long lastEventId = operation == Operation.SUBSCRIBE_TO_TASK ? A2aReader.lastEventId(request) : null;
            return new Reading.Understood(to, Calls.read(operation, envelope.params(), lastEventId));
        } catch (Refusal refusal) {
            return new Reading.Refused(to, refusal);
        }
    }

    /** The names of 0.3 have a slash: its clients are told of the version, not of the name. */
    private static Operation operation(String method, HttpRequest request) {
        Operation operation = Operation.ofMethod(method);
        if (operation != null || method.indexOf('/') > 0) {
            Versions.require(request);
        }
        if (operation == null) {
            throw Refusal.of(Reason.METHOD_NOT_FOUND, "there is no method " + Quoted.of(method));
        }
        return operation;
    }
}
