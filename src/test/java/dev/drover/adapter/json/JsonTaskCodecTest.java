package dev.drover.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.Artifact;
import dev.drover.message.Bytes;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Part.Content;
import dev.drover.message.Role;
import dev.drover.model.Spent;
import dev.drover.model.ToolCall;
import dev.drover.model.ToolResult;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonTaskCodecTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456789Z");

    private final JsonTaskCodec codec = new JsonTaskCodec();

    @Test
    void readsEveryEventAsItWas() {
        for (Event event : everyEvent()) {
            assertThat(codec.decodeEvent(codec.encode(event))).isEqualTo(event);
        }
    }

    @Test
    void readsEachOfManyThatWereEncodedTogether() {
        List<Event> events = new ArrayList<>(everyEvent());
        events.add(new Event.Note(AT, "half a pair \ud83d"));
        events.add(new Event.Note(AT, "Grüße"));

        assertThat(codec.encode(events)).map(codec::decodeEvent).isEqualTo(events);
    }

    @Test
    void readsATaskAsItWas() {
        Task task = Task.fold("t1", null, everyEvent());

        assertThat(codec.decodeTask(codec.encode(task))).isEqualTo(task);
    }

    @Test
    void readsADirectAnswerAsItWas() {
        Task task = Task.fold(
                "t1", null, List.of(everyEvent().getFirst(), new Event.AnsweredDirectly(AT, message(Role.AGENT))));

        assertThat(codec.decodeTask(codec.encode(task))).isEqualTo(task);
    }

    @Test
    void readsWhatModelsAndToolsSaidAsItWas() {
        ToolCall call = new ToolCall("c1", "find", Map.of("name", "x"), Bytes.of(new byte[] {1, 2}));
        List<Event> events = List.of(
                new Event.Planned(AT, Plan.asking("which?", "gemini")),
                new Event.ModelAnswered(
                        AT,
                        "intake",
                        new Turn.OfModel("", List.of(call, new ToolCall("c2", "list", Map.of(), null))),
                        new Spent("intake", "m", new Usage(100, 10, 20, 5), new BigDecimal("0.0120"))),
                new Event.ModelAnswered(
                        AT, "intake", new Turn.OfModel("yes", List.of()), new Spent("intake", "m", Usage.NONE, null)),
                new Event.ToolAnswered(AT, "intake", ToolResult.of(call, List.of("a", 1))));

        for (Event event : events) {
            assertThat(codec.decodeEvent(codec.encode(event))).isEqualTo(event);
        }
        List<Event> all = new ArrayList<>(List.of(everyEvent().getFirst()));
        all.addAll(events);
        Task task = Task.fold("t1", null, all);
        assertThat(codec.decodeTask(codec.encode(task))).isEqualTo(task);
    }

    /** These files were written by version 1 and must never change. */
    @Test
    void readsWhatVersionOneWrote() throws Exception {
        List<Event> events = lines("events-v1.jsonl").stream()
                .map(line -> codec.decodeEvent(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
        Task task = codec.decodeTask(lines("task-v1.json").getFirst().getBytes(StandardCharsets.UTF_8));

        assertThat(events).isEqualTo(everyEvent());
        // its artifact is as version 1 left it: texts of chunks that meet are one since
        assertThat(task.artifacts().getFirst().artifact().parts()).hasSize(2);
        assertThat(task)
                .usingRecursiveComparison()
                .ignoringFields("artifacts")
                .isEqualTo(Task.fold("t1", null, everyEvent()));
    }

    @Test
    void writesVersionOneAsItAlwaysDid() throws Exception {
        List<String> written = everyEvent().stream()
                .map(event -> new String(codec.encode(event), StandardCharsets.UTF_8))
                .toList();

        assertThat(written).isEqualTo(lines("events-v1.jsonl"));
    }

    @Test
    void keepsWhyAStepWasHandedOver() {
        for (Missing because : new Missing[] {null, Missing.BREAKER_OPEN}) {
            Event handedOver = new Event.Replied(AT, "a", new Reply.HandedOver("b", "b-2", because));

            assertThat(codec.decodeEvent(codec.encode(handedOver))).isEqualTo(handedOver);
        }
    }

    @Test
    void skipsMembersThatItDoesNotKnow() {
        byte[] bytes = """
                {"v":1,"type":"note","at":"2026-03-01T12:00:00Z","later":{"deep":[1,{"x":null}]},"text":"hello"}
                """.getBytes(StandardCharsets.UTF_8);

        assertThat(codec.decodeEvent(bytes)).isEqualTo(new Event.Note(Instant.parse("2026-03-01T12:00:00Z"), "hello"));
    }

    @Test
    void refusesANewerVersion() {
        byte[] bytes = "{\"v\":2,\"type\":\"note\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.decodeEvent(bytes)).hasMessageContaining("format 2");
    }

    @Test
    void refusesWhatIsCutOff() {
        byte[] bytes = codec.encode(everyEvent().getFirst());

        assertThatThrownBy(() -> codec.decodeEvent(Arrays.copyOf(bytes, bytes.length - 5)))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void keepsDeepDataAndLongTexts() {
        Object deep = "bottom";
        for (int i = 0; i < 1_000; i++) {
            deep = List.of(deep);
        }
        Message message = Message.of("m", Role.USER, List.of(Part.data(deep), Part.text("x".repeat(30_000_000))));

        Event event = new Event.AnsweredDirectly(AT, message);

        assertThat(codec.decodeEvent(codec.encode(event)).equals(event)).isTrue();
    }

    @Property(tries = 300)
    void readsAnyDataAsItWas(@ForAll("json") Object wrapped, @ForAll String text, @ForAll byte[] bytes) {
        Message message = Message.of(
                text,
                Role.USER,
                List.of(
                        Part.data(((List<?>) wrapped).getFirst()),
                        Part.text(text),
                        Part.file(bytes, text, null),
                        Part.link(text, null, text)));
        Event event = new Event.AnsweredDirectly(AT, message);

        assertThat(codec.decodeEvent(codec.encode(event))).isEqualTo(event);
    }

    /** Any JSON value, in a list because it may be null. */
    @Provide
    Arbitrary<Object> json() {
        return value(3).map(value -> new ArrayList<>(Arrays.asList(value)));
    }

    private static Arbitrary<Object> value(int depth) {
        Arbitrary<Object> plain = Arbitraries.oneOf(
                Arbitraries.strings().map(Object.class::cast),
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.longs().lessOrEqual(Integer.MIN_VALUE - 1L).map(Object.class::cast),
                Arbitraries.bigDecimals().ofScale(5).map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.just(new BigInteger("123456789012345678901234567890"))
                        .map(Object.class::cast),
                Arbitraries.<Object>just("").injectNull(1));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<Object> inner = value(depth - 1);
        return Arbitraries.oneOf(
                plain,
                inner.list().ofMaxSize(4).map(Object.class::cast),
                Arbitraries.maps(Arbitraries.strings(), inner).ofMaxSize(4).map(Object.class::cast));
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(JsonTaskCodecTest.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toList());
        }
    }

    private static List<Event> everyEvent() {
        Step intake = new Step("intake", "vehicle-intake", "what is it worth?", List.of());
        Step calendar = new Step("calendar", "calendar", "when?", List.of("intake"));
        Step third = new Step("third", "third", "", List.of());
        Artifact artifact = new Artifact(
                "a1", "value", "an estimate", List.of(Part.text("about 12,000")), Map.of("k", 1), List.of("urn:x"));
        return List.of(
                new Event.Opened(AT, new Caller("alice"), "c1", message(Role.USER), AT.plusSeconds(300)),
                new Event.Planned(AT, new Plan(List.of(intake, calendar), "hello", null, "match")),
                new Event.StepAdded(AT, third),
                new Event.Taken(AT, "replica-1", 7),
                new Event.Progress(AT, "intake", message(Role.AGENT)),
                new Event.ArtifactAdded(AT, "intake", artifact, false, false),
                new Event.ArtifactAdded(AT, "intake", artifact, true, true),
                new Event.Replied(AT, "intake", new Reply.InputRequired(List.of(Part.text("which?")), true)),
                new Event.StateChanged(AT, TaskState.INPUT_REQUIRED, message(Role.AGENT)),
                new Event.StateChanged(AT, TaskState.AUTH_REQUIRED, null),
                new Event.MessageAdded(AT, message(Role.USER), AT.plusSeconds(600)),
                new Event.Replied(AT, "intake", new Reply.Answered(List.of(Part.text("done")), true)),
                new Event.Replied(AT, "calendar", new Reply.Declined(List.of())),
                new Event.Replied(AT, "third", new Reply.Unavailable(Missing.TIMED_OUT, List.of(Part.text("late")))),
                new Event.Note(AT, "a note"),
                new Event.Ended(AT, TaskState.FAILED, message(Role.AGENT), Map.of("drover", Map.of("partial", true))));
    }

    private static Message message(Role role) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("null", null);
        data.put("price", new BigDecimal("1.10"));
        data.put("big", new BigInteger("123456789012345678901234567890"));
        data.put("list", Arrays.asList(1, -5_000_000_000L, null, true, "ünïcödé \u0000 \uD83D\uDE97"));
        return new Message(
                "m1",
                role,
                List.of(
                        Part.text("hello"),
                        Part.data(data),
                        Part.data(null),
                        new Part(new Content.Raw(Bytes.of(new byte[] {0, -1, 127})), "f.bin", "x/y", Map.of("m", 2)),
                        Part.link("https://example.com/f", null, null)),
                "c1",
                "t1",
                data,
                List.of("urn:e"),
                List.of("t0"));
    }
}
