package dev.drover.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.a2ui.References;
import dev.drover.a2ui.Version;
import dev.drover.adapter.jsonschema.JsonSchemas;
import dev.drover.journey.A2aClient.Stream;
import dev.drover.journey.A2aClient.StreamEvent;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What a Drover with models must be able to do whatever the words of its models are: the sample's trade-in, a conversation
 * with tools, a hand-over, a plan, a stream. {@link DialogueJourney} has the answers made on loopback, {@link GoogleModels}
 * by Google. Each act prints what was said.
 */
final class Dialogues implements AutoCloseable {
    private static final Path SAMPLE = Path.of("samples/trade-in.properties");
    private static final BigDecimal BUDGET = new BigDecimal("0.10"); // of a task, in the sample
    private static final Pattern SLOT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, Object> CAR = Map.of(
            "year", "2020", "make", "Toyota", "model", "Camry", "mileage", "45000", "condition", List.of("good"));
    private static final String CAR_IN_WORDS = "a 2020 Toyota Camry with 45,000 miles in good condition";

    private final RunningDrover drover;
    private final AgentServer agents;
    private final A2aClient client;
    private final JsonSchemas schemas = new JsonSchemas();

    /** The sample's settings as they are, and beside its models a seller, a host and a planner. */
    Dialogues(Path folder, String key, List<String> service) throws IOException {
        agents = new AgentServer();
        agents.open("stock");
        agents.open("delivery");
        Files.writeString(
                folder.resolve("seller.txt"),
                "You help people who sell their car. What it is worth, and when they could come in, you know from tools only.");
        Files.writeString(
                folder.resolve("host.txt"),
                "Hand over to vehicle-intake whatever concerns a car, in the user's words.");
        List<String> settings = new ArrayList<>(Files.readAllLines(SAMPLE));
        settings.addAll(agents.settings("stock", "delivery"));
        settings.addAll(service);
        settings.addAll(List.of(
                "agents.stock.description = Looks up whether a car is in stock, and its stock number",
                "agents.delivery.description = Tells when a car can be delivered whose stock number is known",
                "agents.seller.kind = gemini",
                "agents.seller.model = gemini-2.5-flash",
                "agents.seller.description = Helps people who sell a car",
                "agents.seller.instruction = seller.txt",
                "agents.seller.max-output-tokens = 8192",
                "agents.seller.tools = estimate, appointments",
                "agents.seller.timeout = 60s",
                "agents.host.kind = gemini",
                "agents.host.model = gemini-2.5-flash",
                "agents.host.description = Welcomes people",
                "agents.host.instruction = host.txt",
                "agents.host.hand-over = vehicle-intake",
                "agents.host.timeout = 60s",
                "plan.planner = gemini",
                "plan.agents = coordinator, seller, host, vehicle-intake, calendar, stock, delivery",
                "plan.timeout = 60s",
                "reply.wait = 3m"));
        drover = new RunningDrover(folder, Map.of("GOOGLE_API_KEY", key), settings);
        client = new A2aClient(drover);
    }

    /** From the first message to the booking by what the sample's models draw; nobody else gets that appointment. */
    void tradeIn(Version version) throws IOException {
        ObjectNode first = A2aClient.message("I want to trade in my car", "coordinator");
        JsonNode form = drawn(version, ask(first, version), "intake", "value_vehicle");
        JsonNode estimate = drawn(version, press(form, version, "value_vehicle", CAR), "intake", "find_appointment");
        assertThat(digits(text(estimate))).contains(worth());
        JsonNode offer = drawn(
                version, press(estimate, version, "find_appointment", Map.of()), "appointments", "choose_appointment");
        String slot = slot(messages(version, offer).toString());
        Map<String, Object> chosen = Map.of("slot", slot);
        JsonNode booking =
                drawn(version, press(offer, version, "choose_appointment", chosen), "appointments", "book_appointment");
        Map<String, Object> booked = Map.of("slot", slot, "name", "Ann", "phone", "555-0100");
        drawn(version, press(booking, version, "book_appointment", booked), "appointments", "");

        ObjectNode other = A2aClient.message("", "calendar");
        ((ObjectNode) other.path("message"))
                .putArray("parts")
                .addObject()
                .putObject("data")
                .put("book", slot);
        JsonNode refused = client.send(other);
        assertThat(refused.findValue("booked")).as("%s was free", slot).isNull();
        assertThat(refused.findValue("appointments")).isNotEmpty();
    }

    /** Both tools are called, and the answer holds what they gave. */
    void twoTools() throws IOException {
        JsonNode task = completed(ask(
                A2aClient.message("What is my car worth, " + CAR_IN_WORDS + "? And when could I come in?", "seller"),
                null));

        assertThat(types(task).filter("tool-answered"::equals)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(digits(text(task))).contains(worth());
    }

    /** The agent that gets the conversation asks, and what its caller says goes to it. */
    void handOver() throws IOException {
        JsonNode asks = ask(A2aClient.message("What is my car worth?", "host"), null);
        assertThat(state(asks)).isEqualTo("TASK_STATE_INPUT_REQUIRED");
        ObjectNode more = A2aClient.message("It is " + CAR_IN_WORDS);
        ((ObjectNode) more.path("message")).put("taskId", asks.path("id").asText());

        JsonNode task = completed(ask(more, null));

        assertThat(workers(task)).containsExactly("host", "vehicle-intake");
        assertThat(digits(text(task))).contains(worth());
    }

    /** The model's plan is two waves, and they run in that order. */
    void planInTwoWaves() throws IOException {
        JsonNode task = completed(ask(
                A2aClient.message(
                        "Look up whether you have a red Corolla in stock. With the stock number that you find,"
                                + " then ask when it can be delivered."),
                null));

        List<JsonNode> planned =
                events(task).filter(event -> event.has("agent")).toList();
        assertThat(workers(task)).containsExactly("stock", "delivery");
        assertThat(planned.get(0).path("after")).isEmpty();
        assertThat(planned.get(1).path("after")).containsExactly(planned.get(0).path("step"));
        assertThat(events(task)
                        .filter(event -> event.path("type").asText().equals("replied"))
                        .map(event -> event.path("step")))
                .containsExactly(planned.get(0).path("step"), planned.get(1).path("step"));
    }

    /** The answer comes in pieces while the model speaks. */
    void stream() throws Exception {
        ObjectNode params = A2aClient.message("Tell me in 600 words how one sells a car.", "seller");
        int pieces = 0;
        try (Stream stream = client.stream("SendStreamingMessage", params, Map.of())) {
            StreamEvent event = stream.next(PATIENCE);
            while (!event.result().has("statusUpdate")) {
                pieces += event.result()
                                .at("/artifactUpdate/artifact/parts/0/text")
                                .asText()
                                .isEmpty()
                        ? 0
                        : 1;
                event = stream.next(PATIENCE);
            }
            assertThat(event.result().at("/statusUpdate/status/state").asText()).isEqualTo("TASK_STATE_COMPLETED");
        }
        System.out.println("in " + pieces + " pieces");
        assertThat(pieces).isGreaterThanOrEqualTo(2);
    }

    private JsonNode press(JsonNode before, Version version, String name, Map<String, Object> context)
            throws IOException {
        Map<String, Object> pressed = Map.of(
                "name", name,
                "surfaceId", "s",
                "sourceComponentId", "c",
                "timestamp", "2026-01-01T10:00:00Z",
                "context", context);
        ObjectNode params = A2aClient.message("", "coordinator");
        ObjectNode message = (ObjectNode) params.path("message");
        message.set("contextId", before.path("contextId"));
        ObjectNode part = message.putArray("parts").addObject();
        part.set(
                "data",
                A2aClient.JSON.valueToTree(
                        version == Version.V0_8
                                ? Map.of("userAction", pressed)
                                : Map.of("version", version.word(), "action", pressed)));
        part.putObject("metadata").put("mimeType", version.mediaType());
        return ask(params, version);
    }

    /** Sends it and prints what came; a client that draws no forms has no version. */
    private JsonNode ask(ObjectNode params, Version version) throws IOException {
        Map<String, String> headers = version == null ? Map.of() : Map.of("A2A-Extensions", version.uri());
        long began = System.nanoTime();
        JsonNode task = client.call("SendMessage", params, headers).at("/result/task");
        JsonNode usage = task.at("/metadata/drover/usage");
        System.out.printf(
                "> %s%n< %s%n  %s tokens in, %s out, %s USD, %d ms%n",
                params.at("/message/parts/0"),
                text(task),
                usage.path("promptTokens"),
                usage.path("outputTokens"),
                usage.path("dollars").asText(),
                (System.nanoTime() - began) / 1_000_000);
        return task;
    }

    /** A task that is done, told what it took, and took no more than it may. */
    private static JsonNode completed(JsonNode task) {
        assertThat(state(task)).as(task.toString()).isEqualTo("TASK_STATE_COMPLETED");
        JsonNode usage = task.at("/metadata/drover/usage");
        assertThat(usage.path("promptTokens").asInt()).isPositive();
        assertThat(new BigDecimal(usage.path("dollars").asText())).isPositive().isLessThanOrEqualTo(BUDGET);
        return task;
    }

    /** A completed task of the sample, handed to this agent, with a form that can be drawn and sends this action. */
    private JsonNode drawn(Version version, JsonNode task, String agent, String action) throws IOException {
        completed(task);
        assertThat(workers(task)).containsExactly("coordinator", agent);
        List<?> messages = A2aClient.JSON.convertValue(messages(version, task), List.class);
        assertThat(messages).as(text(task)).isNotEmpty();
        assertThat(schemas.violations(schema(version), messages)).isEmpty();
        assertThat(References.violations(version, messages)).isEmpty();
        assertThat(messages.toString()).contains(action);
        return task;
    }

    private static List<JsonNode> messages(Version version, JsonNode task) {
        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode part : task.at("/artifacts/0/parts")) {
            if (part.at("/metadata/mimeType").asText().equals(version.mediaType())) {
                JsonNode data = part.path("data");
                (version == Version.V0_8 ? List.of(data) : data).forEach(messages::add);
            }
        }
        return messages;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schema(Version version) throws IOException {
        try (InputStream file = Version.class.getResourceAsStream(version.word() + ".schema.json")) {
            return A2aClient.JSON.readValue(file, Map.class);
        }
    }

    private static String slot(String form) {
        Matcher slot = SLOT.matcher(form);
        assertThat(slot.find()).as(form).isTrue();
        return slot.group();
    }

    /** What the sample's agent without a model reckons for the same car. */
    private String worth() throws IOException {
        return client.send(A2aClient.message("It is " + CAR_IN_WORDS, "vehicle-intake"))
                .findValue("estimate")
                .asText();
    }

    /** Numbers in whatever way they are written. */
    private static String digits(String text) {
        return text.replaceAll("(?<=\\d)[,.' ](?=\\d{3})", "");
    }

    private static String state(JsonNode task) {
        return task.at("/status/state").asText();
    }

    private static String text(JsonNode task) {
        List<String> texts = new ArrayList<>();
        task.path("artifacts").forEach(artifact -> artifact.path("parts").forEach(part -> add(part, texts)));
        task.at("/status/message/parts").forEach(part -> add(part, texts));
        return String.join("\n", texts);
    }

    private static void add(JsonNode part, List<String> texts) {
        if (part.has("text")) {
            texts.add(part.path("text").asText());
        }
    }

    /** The agents of the task's steps, as they were planned. */
    private List<String> workers(JsonNode task) throws IOException {
        return events(task)
                .filter(event -> event.has("agent"))
                .map(event -> event.path("agent").asText())
                .toList();
    }

    private java.util.stream.Stream<String> types(JsonNode task) throws IOException {
        return events(task).map(event -> event.path("type").asText());
    }

    private java.util.stream.Stream<JsonNode> events(JsonNode task) throws IOException {
        String journal =
                drover.get("/admin/journal/" + task.path("id").asText()).body();
        return StreamSupport.stream(
                A2aClient.JSON.readTree(journal).path("events").spliterator(), false);
    }

    /** What the process has printed. */
    String log() throws IOException {
        return drover.log();
    }

    @Override
    public void close() throws InterruptedException {
        drover.close();
        agents.close();
    }
}
