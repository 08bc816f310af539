package dev.drover.sample.tradein;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.state.FakeStateStore;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two routes as they ship, with their beans; the clock stands at Tuesday, November 24, 2026, 9:00 in New York. */
class AgentRoutesTest {
    private static final String SENTENCE =
            "I'd like to trade in my 2020 Toyota Camry, 45,000 miles, good condition. When could I come in?";

    private final MovableClock clock = new MovableClock("2026-11-24T14:00:00Z");
    private final FakeStateStore store = new FakeStateStore(clock);
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("vehicle-intake", new VehicleIntake(clock));
        camel.getRegistry().bind("calendar", new Calendar(store, clock, CalendarSettings.DEFAULT));
        camel.getRegistry().bind("trade-in-forms", new Forms());
        for (String agent : List.of("vehicle-intake", "calendar")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + file(agent)));
        }
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void vehicleIntakeValuesTheCar() {
        Exchange reply = call("vehicle-intake", SENTENCE, Map.of(), List.of(), "call-1");

        assertThat(text(reply))
                .startsWith("Your 2020 Toyota Camry with 45,000 miles in good condition is worth about $16,400");
        assertThat(data(reply)).containsEntry("estimate", 16400);
        assertThat(reply.getMessage().getHeader("AgentArtifactId")).isEqualTo("valuation");
        assertThat(reply.getMessage().getHeader("AgentArtifactName")).isEqualTo("Trade-in value");
        assertThat(reply.getMessage().getHeader("AgentOutcome")).isNull();
    }

    @Test
    void vehicleIntakeAsksAndTheNextMessageCompletesIt() {
        Exchange question =
                call("vehicle-intake", "What is my 2020 Toyota Camry worth?", Map.of(), List.of(), "call-1");
        Exchange reply = call(
                "vehicle-intake",
                "45,000 miles, good",
                Map.of(),
                List.of(Message.of("m1", Role.USER, List.of(Part.text("What is my 2020 Toyota Camry worth?")))),
                "call-2");

        assertThat(question.getMessage().getHeader("AgentOutcome")).isEqualTo("input-required");
        assertThat(text(question)).contains("mileage", "condition");
        assertThat(reply.getMessage().getHeader("AgentOutcome")).isNull();
        assertThat(data(reply)).containsEntry("estimate", 16400);
    }

    @Test
    void vehicleIntakeReadsTheDataPart() {
        Map<String, Object> data =
                Map.of("year", 2020, "make", "Toyota", "model", "Camry", "mileage", 45000, "condition", "good");

        Exchange reply = call("vehicle-intake", "", data, List.of(), "call-1");

        assertThat(data(reply)).containsEntry("estimate", 16400);
    }

    @Test
    void calendarOffersThreeAndBooksTheOneChosen() {
        Exchange offer = call("calendar", SENTENCE, Map.of(), List.of(), "call-1");
        Exchange booking = call("calendar", "The second one, please", Map.of(), List.of(), "call-2");

        assertThat((List<?>) data(offer).get("appointments")).hasSize(3);
        assertThat(offer.getMessage().getHeader("AgentArtifactId")).isEqualTo("appointments");
        assertThat(text(booking)).startsWith("You are booked for Tuesday, November 24 at 12:00 PM");
        assertThat(data(booking)).containsKey("booked");
    }

    @Test
    void calendarOffersOthersWhenTheSlotIsTaken() {
        call("calendar", SENTENCE, Map.of(), List.of(), "call-1");
        new Calendar(store, clock, CalendarSettings.DEFAULT)
                .book("2026-11-24T12:00", new Conversation("bob", "elsewhere"));

        Exchange reply = call("calendar", "", Map.of("book", "2026-11-24T12:00"), List.of(), "call-2");

        assertThat(text(reply)).contains("is already taken");
        assertThat((List<?>) data(reply).get("appointments")).hasSize(3);
    }

    @Test
    void aCallerInQuotesIsAnotherCaller() {
        call("calendar", SENTENCE, Map.of(), List.of(), "call-1");

        Exchange reply = call("calendar", "The second one, please", "\"ann\"", Map.of(), List.of(), "call-2");

        assertThat(data(reply)).doesNotContainKey("booked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"quoted\"", "${body}", "true", "*", "a, b), c(", "'", "", "$simple{body}", "\u0000"})
    void noTextBreaksARoute(String text) {
        Exchange intake = call("vehicle-intake", text, Map.of(), List.of(), "call-1");
        Exchange calendar = call("calendar", text, Map.of(), List.of(), "call-1");

        assertThat(text(intake)).startsWith("I'd be glad to value your car.");
        assertThat(text(calendar)).startsWith("You could come in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vehicle-intake", "calendar"})
    void theFileKeepsToTheSchema(String agent) throws Exception {
        JsonNode yaml = new YAMLMapper().readTree(Path.of(file(agent)).toFile());
        try (InputStream schema = getClass().getResourceAsStream("/schema/camelYamlDsl.json")) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                            .getSchema(new ObjectMapper().readTree(schema))
                            .validate(yaml))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vehicle-intake", "calendar"})
    void theNoteHoldsTheSkill(String agent) throws Exception {
        RouteDefinition route = camel.getRouteDefinition("agent-" + agent);
        Properties skill = new Properties();

        skill.load(new StringReader(route.getNote()));

        assertThat(skill.stringPropertyNames())
                .containsExactlyInAnyOrder("tags", "examples", "input-modes", "output-modes", "timeout");
        assertThat(skill.getProperty("examples").split("\\s*\\|\\s*")).hasSizeGreaterThan(3);
        assertThat(route.getDescriptionText()).isNotBlank();
    }

    private Exchange call(String agent, String text, Map<String, Object> data, List<Message> history, String call) {
        return call(agent, text, "ann", data, history, call);
    }

    private Exchange call(
            String agent, String text, String caller, Map<String, Object> data, List<Message> history, String call) {
        Exchange exchange = ExchangeBuilder.anExchange(camel).withBody(text).build();
        exchange.setVariable("data", data);
        exchange.setVariable("history", history);
        exchange.setVariable("caller", caller);
        exchange.setVariable("contextId", "c1");
        exchange.setVariable("call", call);
        Exchange reply = camel.createProducerTemplate().send("direct:agent-" + agent, exchange);
        assertThat(reply.getException()).isNull();
        return reply;
    }

    @SuppressWarnings("unchecked")
    private static List<Part> parts(Exchange reply) {
        return reply.getMessage().getBody(List.class);
    }

    private static String text(Exchange reply) {
        return Message.textOf(parts(reply));
    }

    private static Map<String, @Nullable Object> data(Exchange reply) {
        return Message.of("m", Role.AGENT, parts(reply)).data();
    }

    private static String file(String agent) {
        return "routes/agents/" + agent + ".camel.yaml";
    }
}
