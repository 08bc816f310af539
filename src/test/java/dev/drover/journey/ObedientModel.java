package dev.drover.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.a2ui.Component;
import dev.drover.a2ui.Component.Bound;
import dev.drover.a2ui.Surface;
import dev.drover.a2ui.Version;
import dev.drover.adapter.gemini.GeminiServer.Asked;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.message.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a model would say that keeps to its instruction, for the agents of {@link Dialogues}. */
final class ObedientModel {
    private static final Map<String, Object> CAR =
            Map.of("year", 2020, "make", "Toyota", "model", "Camry", "mileage", 45000, "condition", "good");

    private ObedientModel() {}

    static Scripted answer(Asked asked) {
        String instruction = asked.instruction();
        String said = last(asked).findValuesAsText("text").stream().findFirst().orElse("");
        if (instruction.startsWith("You are the coordinator")) {
            String agent = said.contains("appointment") ? "appointments" : "intake";
            return Scripted.calls("hand_over", Map.of("agent", agent, "message", said));
        }
        if (instruction.startsWith("Hand over to vehicle-intake")) {
            return Scripted.calls("hand_over", Map.of("agent", "vehicle-intake", "message", said));
        }
        if (instruction.startsWith("You plan which agents")) {
            return Scripted.text("""
                    {"steps": [{"id": "stock", "agent": "stock", "input": "Is there a red Corolla?"},
                               {"id": "delivery", "agent": "delivery", "input": "When?", "after": ["stock"]}]}""");
        }
        if (instruction.startsWith("You help people")) {
            return seller(asked, said);
        }
        return instruction.startsWith("You take in cars") ? intake(asked, said) : appointments(asked, said);
    }

    private static Scripted seller(Asked asked, String said) {
        if (said.contains("600 words")) {
            String piece = "Wash it. ".repeat(600); // larger than what is held back to be sent in one
            return Scripted.text(piece, piece, piece);
        }
        JsonNode contents = asked.body().path("contents");
        if (result(asked).has("appointments")) {
            return Scripted.text("It is worth " + contents.findValue("estimate") + ", and you could come in any day.");
        }
        return result(asked).has("estimate")
                ? Scripted.calls("appointments", Map.of())
                : Scripted.calls("estimate", CAR);
    }

    private static Scripted intake(Asked asked, String said) {
        JsonNode result = result(asked);
        if (result.has("estimate")) {
            String worth = "%,d".formatted(result.path("estimate").asInt());
            return drawn(
                    asked,
                    "It is worth " + worth + ".",
                    List.of(
                            Component.title(worth + " USD"),
                            new Component.Button("Come in", "find_appointment", Map.of())));
        }
        if (said.startsWith("value vehicle")) {
            return Scripted.calls("estimate", CAR);
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
            return drawn(asked, "When?", cards);
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
        Version version = asked.instruction().contains("createSurface") ? Version.V0_9 : Version.V0_8;
        List<Object> messages = new ArrayList<>();
        for (Part part : new Surface("s", new Component.Column(column), Map.of()).parts(version)) {
            Object data = ((Part.Content.Data) part.content()).value();
            messages.addAll(data instanceof List<?> list ? list : List.of(data));
        }
        try {
            String form = A2aClient.JSON.writeValueAsString(messages);
            return Scripted.text(text + " <a2ui-json>" + form + "</a2ui-json>");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
