package dev.drover.wiring.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.a2ui.Component;
import dev.drover.a2ui.Component.Bound;
import dev.drover.a2ui.Surface;
import dev.drover.a2ui.Surfaces;
import dev.drover.a2ui.Version;
import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.GeminiServer.Asked;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.entry.Entry;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample with models, by its own settings, from the first message to the booking, against a service on loopback. */
class TradeInModelsTest {
    private static final String CAR = "year = 2020, make = Toyota, model = Camry, mileage = 45000, condition = good";

    static GeminiServer gemini;
    static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        gemini = new GeminiServer();
        gemini.otherwise(TradeInModelsTest::answer);
        Properties sample = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("samples/trade-in.properties"))) {
            sample.load(file);
        }
        Map<String, String> settings = new HashMap<>(Map.of("gemini.url", gemini.url()));
        sample.stringPropertyNames().forEach(key -> settings.put(key, sample.getProperty(key)));
        drover = new LocalDrover(settings, Map.of());
    }

    @AfterAll
    static void stop() {
        drover.close();
        gemini.close();
    }

    @ParameterizedTest
    @EnumSource
    void aDialogueGoesFromTheFirstMessageToTheBooking(Version version) {
        Message first = LocalDrover.message("I want to trade in my car").activating(List.of(version.uri()));
        Task form = drover.request(first, Entry.Wait.END);
        Task estimate = press(
                form,
                version,
                "value_vehicle",
                Map.of(
                        "year",
                        "2020",
                        "make",
                        "Toyota",
                        "model",
                        "Camry",
                        "mileage",
                        "45000",
                        "condition",
                        List.of("good")));
        Task offer = press(estimate, version, "find_appointment", Map.of());
        String slot = lastOffered();
        Task booking = press(offer, version, "choose_appointment", Map.of("slot", slot));
        Task booked = press(booking, version, "book_appointment", Map.of("slot", slot, "name", "Ann", "phone", "555"));

        assertThat(List.of(form, estimate, offer, booking, booked)).allSatisfy(task -> {
            assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
            assertThat(task.contextId()).isEqualTo(form.contextId());
            assertThat(parts(task)).anyMatch(Version::marks);
            assertThat(task.plan().steps().getFirst().agent()).isEqualTo("coordinator");
            assertThat(task.metadata().toString()).contains("dollars=");
        });
        assertThat(parts(form).toString()).contains("value_vehicle", "TextField");
        assertThat(parts(estimate).toString()).contains("find_appointment", "16,400");
        assertThat(parts(offer).toString()).contains("choose_appointment", slot);
        assertThat(parts(booking).toString()).contains("book_appointment", "TextField");
        assertThat(Message.textOf(parts(booked))).isEqualTo("You are booked.");
        assertThat(gemini.asked().getLast().instruction()).contains("Of the car this is known: It is worth 16,400.");
        // whoever wants the same time in another context is offered others
        Message other = LocalDrover.message("book appointment: slot = " + slot + ", name = Bob");
        assertThat(Message.textOf(parts(drover.request(other, Entry.Wait.END)))).startsWith("That time is taken.");
    }

    private static Task press(Task before, Version version, String name, Map<String, Object> context) {
        Map<String, Object> pressed = Map.of("name", name, "surfaceId", "s", "context", context);
        Object event =
                version == Version.V0_8 ? Map.of("userAction", pressed) : Map.of("version", "v0.9", "action", pressed);
        Message message = LocalDrover.message("")
                .with(Surfaces.parts(version, List.of(event)))
                .activating(List.of(version.uri()));
        return drover.request(message.in(before.contextId(), null), Entry.Wait.END);
    }

    private static List<Part> parts(Task task) {
        return task.artifacts().getFirst().artifact().parts();
    }

    private static String lastOffered() {
        for (Asked asked : gemini.asked().reversed()) {
            JsonNode slots = result(asked).path("appointments");
            if (slots.isArray()) {
                return slots.at("/0/id").asText();
            }
        }
        throw new AssertionError("nothing was offered");
    }

    /** What a model would do that keeps to its instruction. */
    private static Scripted answer(Asked asked) {
        String said = last(asked).findValuesAsText("text").stream().findFirst().orElse("");
        if (asked.instruction().startsWith("You are the coordinator")) {
            String agent = said.contains("appointment") ? "appointments" : "intake";
            return Scripted.calls("hand_over", Map.of("agent", agent, "message", said));
        }
        return asked.instruction().startsWith("You take in cars") ? intake(asked, said) : appointments(asked, said);
    }

    private static Scripted intake(Asked asked, String said) {
        if (result(asked).has("estimate")) {
            return drawn(
                    asked,
                    "It is worth 16,400.",
                    List.of(
                            Component.title("16,400 USD"),
                            new Component.Button("Come in", "find_appointment", Map.of())));
        }
        if (said.contains(CAR) || said.startsWith("value vehicle")) {
            return Scripted.calls(
                    "estimate",
                    Map.of("year", 2020, "make", "Toyota", "model", "Camry", "mileage", 45000, "condition", "good"));
        }
        return drawn(
                asked,
                "Which car is it?",
                List.of(
                        new Component.Field("Make", "/make"),
                        new Component.Button("Value it", "value_vehicle", Map.of("make", new Bound("/make")))));
    }

    private static Scripted appointments(Asked asked, String said) {
        JsonNode result = result(asked);
        if (result.has("booked")) {
            return drawn(asked, "You are booked.", List.of(Component.title("You are booked")));
        }
        if (result.has("appointments")) {
            List<Component> cards = new ArrayList<>();
            result.path("appointments")
                    .forEach(slot -> cards.add(new Component.Button(
                            slot.path("words").asText(),
                            "choose_appointment",
                            Map.of("slot", slot.path("id").asText()))));
            return drawn(asked, result.has("taken") ? "That time is taken." : "When?", cards);
        }
        if (said.startsWith("choose appointment")) {
            return drawn(
                    asked,
                    "Who are you?",
                    List.of(
                            new Component.Field("Name", "/name"),
                            new Component.Button("Book", "book_appointment", Map.of("name", new Bound("/name")))));
        }
        if (said.startsWith("book appointment")) {
            String slot = said.replaceAll("(?s).*slot = ([0-9T:-]+).*", "$1");
            return Scripted.calls("book", Map.of("slot", slot, "name", "Ann"));
        }
        return Scripted.calls("appointments", Map.of());
    }

    private static JsonNode last(Asked asked) {
        JsonNode contents = asked.body().path("contents");
        return contents.path(contents.size() - 1);
    }

    private static JsonNode result(Asked asked) {
        return last(asked).at("/parts/0/functionResponse/response/result");
    }

    private static Scripted drawn(Asked asked, String text, List<Component> column) {
        boolean newer = asked.instruction().contains("createSurface");
        if (!newer && !asked.instruction().contains("beginRendering")) {
            return Scripted.text(text);
        }
        Version version = newer ? Version.V0_9 : Version.V0_8;
        List<Object> messages = new ArrayList<>();
        for (Part part : new Surface("s", new Component.Column(column), Map.of()).parts(version)) {
            Object data = ((Part.Content.Data) part.content()).value();
            messages.addAll(data instanceof List<?> list ? list : List.of(data));
        }
        return Scripted.text(text + " <a2ui-json>" + Json.write(messages) + "</a2ui-json>");
    }
}
