package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever comes in is understood or refused, and whatever is written can be read. */
class ReaderPropertiesTest {
    private static final List<String> PATHS = List.of(
            "/",
            "/message:send",
            "/message:stream",
            "/tasks",
            "/tasks/a",
            "/tasks/a:cancel",
            "/tasks/a:subscribe",
            "/t/tasks",
            "/tasks/a/pushNotificationConfigs",
            "/extendedAgentCard",
            "/.well-known/agent-card.json");
    private static final List<String> METHODS = List.of(
            "SendMessage", "SendStreamingMessage", "GetTask", "ListTasks", "CancelTask", "SubscribeToTask", "x");
    private static final byte[] VALID =
            ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\",\"params\":{\"message\":{\"messageId\":\"m\",\"role\":\"ROLE_USER\",\"parts\":[{\"text\":\"h\u00e9"
                            + " \uD83D\uDE00 \\ud83d\\ude00\"},"
                            + "{\"raw\":\"aGk=\"},{\"data\":{\"a\":[1,2.5e3,null,true]}}]},\"configuration\":{\"historyLength\":3}}}")
                    .getBytes(StandardCharsets.UTF_8);

    private final A2aReader reader = new A2aReader();
    private final A2aWriter writer = new A2aWriter();

    @Property(tries = 2000)
    void anyBytes(@ForAll byte[] body, @ForAll("paths") String path) {
        check(Requests.request("POST", path, Requests.JSON, body));
    }

    @Property(tries = 2000)
    void aValidRequestWithSomeBytesChanged(@ForAll("edits") List<int[]> edits, @ForAll("paths") String path) {
        byte[] body = VALID.clone();
        edits.forEach(edit -> body[edit[0]] = (byte) edit[1]);

        check(Requests.request("POST", path, Requests.JSON, body));
    }

    @Property(tries = 1000)
    void anyJsonAsParameters(@ForAll long seed, @ForAll("methods") String method) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("jsonrpc", "2.0");
        envelope.put("id", 1);
        envelope.put("method", method);
        envelope.put("params", new RandomJson(seed).object(4));
        Document document = out -> FreeJson.write(out, envelope);

        check(Requests.request("POST", "/", Requests.JSON, document.bytes()));
    }

    @Property(tries = 1000)
    void anyJsonAsBody(@ForAll long seed, @ForAll("paths") String path) {
        Document document = out -> FreeJson.write(out, new RandomJson(seed).value(5));

        check(Requests.request("POST", path, Requests.JSON, document.bytes()));
    }

    @Property(tries = 1000)
    void anyPathQueryAndHeaders(
            @ForAll("verbs") String verb, @ForAll String path, @ForAll String query, @ForAll String header) {
        Map<String, String> headers = new HashMap<>(Map.of("a2a-version", "1.0", "accept", header));
        headers.put("last-event-id", header);
        headers.put("content-type", header);

        check(new HttpRequest(verb, "/" + path, query, headers, VALID));
        check(new HttpRequest(verb, "/tasks/" + path, query, headers, VALID));
        check(new HttpRequest(verb, "/tasks", "pageToken=" + query, headers, VALID));
        check(new HttpRequest(verb, "/", query, Map.of("a2a-version", header), VALID));
    }

    @Property(tries = 500)
    void readsTheMessageThatItWrites(@ForAll("messages") Message message) {
        Return to = new Return(Binding.HTTP_JSON, Operation.SEND_MESSAGE, null, false, List.of());
        byte[] body = writer.message(to, message).body();

        Call call = reader.read(Requests.request("POST", "/message:send", Requests.JSON, body))
                .call();

        assertThat(call).isEqualTo(new Call.Send(message, false, false, null, List.of()));
    }

    /** Understood, or refused with an answer that is JSON and no server error. */
    private void check(HttpRequest request) {
        Reading reading = reader.read(request);
        try {
            assertThat(reading.call()).isNotNull();
        } catch (Refusal refusal) {
            HttpAnswer answer = writer.refusal(reading.to(), refusal);
            JsonNode error = Requests.json(answer.body()).get("error");
            assertThat(answer.status()).isLessThan(500);
            assertThat(error.get("message").asText()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(PATHS);
    }

    @Provide
    Arbitrary<String> verbs() {
        return Arbitraries.of("GET", "POST", "DELETE", "HEAD", "x");
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of(METHODS);
    }

    @Provide
    Arbitrary<List<int[]>> edits() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, VALID.length - 1);
        Arbitrary<Integer> any = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 255),
                Arbitraries.of("{}[]\",:\\0u9e-nd".chars().boxed().toList()));
        return Combinators.combine(at, any)
                .as((index, value) -> new int[] {index, value})
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Message> messages() {
        Arbitrary<String> text = text();
        Arbitrary<Map<String, @Nullable Object>> metadata =
                Arbitraries.longs().map(seed -> new RandomJson(seed).object(3));
        Arbitrary<Part.Content> contents = Arbitraries.oneOf(
                text.map(Part.Content.Text::new),
                text.map(url -> new Part.Content.Url("u" + url)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(bytes -> Part.file(bytes, null, null)
                        .content()),
                free().map(Part.Content.Data::new));
        Arbitrary<Part> parts = Combinators.combine(contents, text.injectNull(0.5), text.injectNull(0.5), metadata)
                .as(Part::new);
        Arbitrary<String> ids = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("-_.:/ \u00fc")
                .ofMinLength(1)
                .ofMaxLength(40);
        return Combinators.combine(
                        ids,
                        parts.list().ofMinSize(1).ofMaxSize(3),
                        ids.injectNull(0.5),
                        ids.injectNull(0.5),
                        metadata,
                        text.list().ofMaxSize(2),
                        ids.list().ofMaxSize(2))
                .as((id, all, context, task, free, extensions, references) ->
                        new Message(id, Role.USER, all, context, task, free, extensions, references));
    }

    /** Free JSON as the reader gives it: longs and doubles. */
    private static Arbitrary<Object> free() {
        return Arbitraries.longs().map(seed -> new RandomJson(seed).object(3));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().ofMaxLength(12).map(Surrogates::repaired);
    }
}
