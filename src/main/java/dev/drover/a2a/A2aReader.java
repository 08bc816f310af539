package dev.drover.a2a;

import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads A2A 1.0 requests of both bindings, told apart by their path alone. Whatever comes in, the result is a call or a
 * refusal. Immutable, so safe for any number of threads.
 */
public final class A2aReader {
    private final Supplier<Set<String>> extensions;

    /** A reader for a server that knows these extensions, by URI; they are asked for when a client names any. */
    public A2aReader(Supplier<Set<String>> extensions) {
        this.extensions = extensions;
    }

    public A2aReader() {
        this(Set::of);
    }

    /** What path, verb and headers say of the way back; the body is not looked at. Never fails. */
    public Return returnTo(HttpRequest request) {
        Path path = Path.of(request.rawPath());
        Resource resource = path == null ? null : path.resource();
        return new Return(
                resource == Resource.RPC ? Binding.JSON_RPC : Binding.HTTP_JSON,
                resource == null ? null : resource.operation(request.method()),
                null,
                MediaTypes.acceptsA2aJson(request),
                activated(request));
    }

    /** The whole request. Never fails: what is wrong with it comes out of {@link Reading#call}. */
    public Reading read(HttpRequest request) {
        Return to = returnTo(request);
        if (to.binding() == Binding.JSON_RPC) {
            return JsonRpcReader.read(request, to);
        }
        try {
            return new Reading.Understood(to, RestReader.read(request, to.operation()));
        } catch (Refusal refusal) {
            return new Reading.Refused(to, refusal);
        }
    }

    /** Refuses a verb that the path does not know. */
    static Refusal wrongVerb(Resource resource) {
        return Refusal.of(
                Reason.METHOD_NOT_ALLOWED,
                "this path takes " + resource.allowed() + " only",
                Map.of("allow", resource.allowed()));
    }

    /** The sequence number that a stream resumes behind, from the header that event streams have for it. */
    static @Nullable Long lastEventId(HttpRequest request) {
        String id = request.header("last-event-id");
        if (id.isEmpty()) {
            return null;
        }
        if (!id.matches("[0-9]{1,18}")) {
            Violations violations = new Violations();
            violations.add(Place.of(null, "Last-Event-ID"), "must be the id of an event of this task");
            violations.refuse();
        }
        return Long.valueOf(id);
    }

    private List<String> activated(HttpRequest request) {
        String named = request.header("a2a-extensions");
        String namedOfOld = request.header("x-a2a-extensions");
        if (named.isEmpty() && namedOfOld.isEmpty()) {
            return List.of();
        }
        Set<String> known = extensions.get();
        return Stream.of(named, namedOfOld)
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::trim)
                .filter(known::contains)
                .distinct()
                .toList();
    }
}
