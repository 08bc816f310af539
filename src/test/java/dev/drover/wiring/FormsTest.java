package dev.drover.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.a2ui.Version;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms over HTTP, as the sample agents without a model draw them. */
class FormsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAR = "What is my 2020 Toyota Camry worth?";

    static LocalDrover drover;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        drover = new LocalDrover(Map.of(), Map.of());
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @Test
    void theCardOffersBothVersionsWithTheirCatalogs() throws Exception {
        HttpRequest asked =
                HttpRequest.newBuilder(uri("/.well-known/agent-card.json")).build();

        JsonNode extensions = JSON.readTree(
                        http.send(asked, HttpResponse.BodyHandlers.ofString()).body())
                .at("/capabilities/extensions");

        assertThat(extensions.findValuesAsText("uri"))
                .containsExactly(
                        "https://a2ui.org/a2a-extension/a2ui/v0.9", "https://a2ui.org/a2a-extension/a2ui/v0.8");
        assertThat(extensions.at("/0/required").asBoolean(true)).isFalse();
        assertThat(extensions.at("/0/params/supportedCatalogIds/0").asText())
                .isEqualTo("https://a2ui.org/specification/v0_9/basic_catalog.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A2A-Extensions", "X-A2A-Extensions"})
    void eitherHeaderActivatesAndTheAnswerSaysSo(String header) throws Exception {
        HttpResponse<String> response = send(header, Version.V0_9.uri(), text(CAR), null);

        assertThat(response.headers().firstValue("A2A-Extensions")).contains(Version.V0_9.uri());
        JsonNode form = JSON.readTree(response.body()).at("/result/task/status/message/parts/2");
        assertThat(form.at("/metadata/mimeType").asText()).isEqualTo("application/a2ui+json");
        assertThat(form.at("/mediaType").asText()).isEqualTo("application/a2ui+json");
        assertThat(form.at("/data/0/version").asText()).isEqualTo("v0.9");
        assertThat(form.at("/data/0/createSurface/catalogId").asText()).isEqualTo(Version.V0_9.catalog());
        assertThat(form.at("/data/1/updateComponents/components").findValuesAsText("component"))
                .contains("TextField", "ChoicePicker", "Button");
        assertThat(form.at("/data/2/updateDataModel/value/make").asText()).isEqualTo("Toyota");
    }

    @Test
    void theOldVersionHasAPartForEachMessage() throws Exception {
        JsonNode parts = task(send("A2A-Extensions", Version.V0_8.uri(), text(CAR), null))
                .at("/status/message/parts");

        assertThat(parts).hasSize(5);
        assertThat(parts.at("/2/metadata/mimeType").asText()).isEqualTo("application/json+a2ui");
        assertThat(parts.at("/2/data/surfaceUpdate/components").findValuesAsText("id"))
                .contains("root");
        assertThat(parts.at("/3/data/dataModelUpdate/contents").findValuesAsText("valueString"))
                .contains("Toyota", "Camry");
        assertThat(parts.at("/4/data/beginRendering/root").asText()).isEqualTo("root");
    }

    /** Every way to ask for forms, with every way to mark what a user did. */
    static Stream<Arguments> spellings() {
        return Stream.of("A2A-Extensions", "X-A2A-Extensions", "x-a2a-extensions")
                .flatMap(header -> Stream.of(Version.values())
                        .flatMap(version -> Stream.of("application/a2ui+json", "application/json+a2ui")
                                .flatMap(mark -> Stream.of("metadata", "mediaType")
                                        .map(place -> arguments(header, version, mark, place)))));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void everySpellingIsUnderstoodAndAnsweredInThatOfTheVersion(
            String header, Version version, String mark, String place) throws Exception {
        Map<String, Object> car = Map.of(
                "year", "2020", "make", "Toyota", "model", "Camry", "mileage", "45,000", "condition", List.of("good"));
        ObjectNode message = action(version, "value_vehicle", car);
        ObjectNode part = (ObjectNode) message.at("/parts/0");
        part.remove("metadata");
        if (place.equals("metadata")) {
            part.putObject("metadata").put("mimeType", mark);
        } else {
            part.put("mediaType", mark);
        }

        HttpResponse<String> response = send(header, version.uri(), message, null);

        assertThat(response.headers().firstValue("A2A-Extensions")).contains(version.uri());
        JsonNode task = task(response);
        assertThat(task.findValue("estimate").asInt()).isPositive();
        assertThat(buttons(task)).containsExactly("find_appointment");
        List<JsonNode> drawn = new ArrayList<>();
        for (JsonNode shown : task.at("/artifacts/0/parts")) {
            if (shown.has("mediaType") && shown.path("mediaType").asText().contains("a2ui")) {
                drawn.add(shown);
            }
        }
        assertThat(drawn).isNotEmpty().allSatisfy(shown -> {
            String own = version == Version.V0_9 ? "application/a2ui+json" : "application/json+a2ui";
            assertThat(shown.path("mediaType").asText()).isEqualTo(own);
            assertThat(shown.at("/metadata/mimeType").asText()).isEqualTo(own);
            assertThat(shown.path("data").isArray()).isEqualTo(version == Version.V0_9);
        });
    }

    @Test
    void whoActivatesNothingOrAnotherThingGetsNoForm() throws Exception {
        for (String extension : List.of("", "https://a2ui.org/a2a-extension/a2ui/v7", "urn:other")) {
            HttpResponse<String> response = send("A2A-Extensions", extension, text(CAR), null);

            assertThat(response.headers().firstValue("A2A-Extensions")).isEmpty();
            assertThat(response.body()).doesNotContain("a2ui+json", "json+a2ui", "surfaceId");
            assertThat(task(response).at("/status/message/parts")).hasSize(2);
        }
    }

    /** From the first question to the booking, by forms alone. */
    @ParameterizedTest
    @EnumSource
    void aUserGoesThroughTheWholeTradeInByForms(Version version) throws Exception {
        String header = "X-A2A-Extensions";
        JsonNode asked = task(send(header, version.uri(), text("What is my car worth?"), null));
        Map<String, Object> car = Map.of(
                "year", "2020", "make", "Toyota", "model", "Camry", "mileage", "45,000", "condition", List.of("good"));

        JsonNode valued = task(send(header, version.uri(), action(version, "value_vehicle", car), asked));
        String context = valued.path("contextId").asText();
        JsonNode offered =
                task(send(header, version.uri(), action(version, "find_appointment", Map.of()), in(context)));
        String slot = offered.findValue("appointments").at("/0/id").asText();
        JsonNode completing = task(
                send(header, version.uri(), action(version, "choose_appointment", Map.of("slot", slot)), in(context)));
        JsonNode booked = task(send(
                header,
                version.uri(),
                action(version, "book_appointment", Map.of("book", slot, "name", "Ann", "phone", "555")),
                in(context)));

        assertThat(asked.at("/status/state").asText()).isEqualTo("TASK_STATE_INPUT_REQUIRED");
        assertThat(valued.path("id")).isEqualTo(asked.path("id"));
        assertThat(valued.findValue("estimate").asInt()).isPositive();
        assertThat(buttons(valued)).containsExactly("find_appointment");
        assertThat(buttons(offered)).containsExactly("choose_appointment", "choose_appointment", "choose_appointment");
        assertThat(buttons(completing)).containsExactly("book_appointment");
        assertThat(booked.at("/artifacts/0/parts/0/text").asText())
                .startsWith("You are booked for")
                .endsWith("See you then, Ann!");
        assertThat(booked.at("/artifacts/0/parts").toString()).contains("You are booked\"");
        assertThat(booked.at("/history/0/parts/0/text").asText())
                .startsWith("book appointment: ")
                .contains("book = " + slot);
    }

    private static List<String> buttons(JsonNode task) {
        JsonNode parts = task.at("/artifacts/0/parts");
        return parts.findValues("action").stream()
                .map(action -> action.path("event").isMissingNode() ? action : action.path("event"))
                .map(action -> action.path("name").asText())
                .toList();
    }

    private static ObjectNode text(String text) {
        ObjectNode message = JSON.createObjectNode();
        message.putArray("parts").addObject().put("text", text);
        return message;
    }

    private static ObjectNode action(Version version, String name, Map<String, Object> context) {
        Map<String, Object> pressed = Map.of(
                "name", name,
                "surfaceId", "s",
                "sourceComponentId", "c",
                "timestamp", "2026-01-01T10:00:00Z",
                "context", context);
        Object data = version == Version.V0_8
                ? Map.of("userAction", pressed)
                : List.of(Map.of("version", "v0.9", "action", pressed));
        ObjectNode message = JSON.createObjectNode();
        ObjectNode part = message.putArray("parts").addObject();
        part.set("data", JSON.valueToTree(data));
        part.putObject("metadata").put("mimeType", version.mediaType());
        return message;
    }

    private static JsonNode in(String contextId) {
        return JSON.createObjectNode().put("contextId", contextId);
    }

    /** Sends the message to the task, or into the context, of what came before. */
    private HttpResponse<String> send(String header, String extension, ObjectNode message, @Nullable JsonNode before)
            throws Exception {
        message.put("messageId", UUID.randomUUID().toString()).put("role", "ROLE_USER");
        if (before != null) {
            message.set("contextId", before.path("contextId"));
            if (before.has("id")) {
                message.set("taskId", before.path("id"));
            }
        }
        ObjectNode body =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", "SendMessage");
        body.putObject("params").set("message", message);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/"))
                .header("Content-Type", "application/json")
                .header("A2A-Version", "1.0")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!extension.isEmpty()) {
            request.header(header, extension);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode task(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body()).at("/result/task");
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + drover.port() + path);
    }
}
