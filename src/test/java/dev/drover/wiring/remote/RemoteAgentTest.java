package dev.drover.wiring.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.a2a.Call;
import dev.drover.a2ui.Version;
import dev.drover.adapter.a2aclient.Says;
import dev.drover.adapter.a2aclient.ScriptedAgent;
import dev.drover.adapter.a2aclient.ScriptedAgent.Request;
import dev.drover.entry.Entry;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import dev.drover.wiring.request.A2aDoor;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents of {@code kind = a2a}, behind a server that does what the test says. */
class RemoteAgentTest {
    private static ScriptedAgent weather;
    private static ScriptedAgent dawdling;
    private static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        weather = new ScriptedAgent();
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("weather", "stamped")) {
            settings.put("agents." + name + ".kind", "a2a");
            settings.put("agents." + name + ".url", weather.url().toString());
        }
        settings.put("agents.stamped.idempotent", "true");
        settings.put("agents.stamped.description", "Zzz");
        settings.put("agents.stamped.tags", "zzz");
        dawdling = new ScriptedAgent();
        dawdling.on("GET /.well-known/agent-card.json", (request, to) -> to.untilClosed());
        settings.put("agents.dawdling.kind", "a2a");
        settings.put("agents.dawdling.url", dawdling.url().toString());
        settings.put("agents.dawdling.timeout", "500ms");
        settings.put("agents.away.kind", "a2a");
        settings.put("agents.away.url", "http://127.0.0.1:1");
        settings.put("agents.away.retries", "0");
        drover = new LocalDrover(settings, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        drover.close();
        weather.close();
        dawdling.close();
    }

    @BeforeEach
    void behave() {
        weather.on(
                "SendStreamingMessage",
                (request, to) -> to.result(Says.task("COMPLETED", Says.artifact("sky", "rain"))));
    }

    private static int sent() {
        return weather.requests("SendStreamingMessage").size();
    }

    private static Request lastSent() {
        return weather.requests("SendStreamingMessage").getLast();
    }

    @Test
    void itsArtifactsAreTheTasksOwn() {
        Task task = drover.send("Will it rain?", "weather");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.artifacts()).singleElement().satisfies(produced -> {
            assertThat(produced.artifact().id()).isEqualTo("sky");
            assertThat(Message.textOf(produced.artifact().parts())).isEqualTo("rain");
        });
    }

    @Test
    void besideOthersItsArtifactsHaveItsStepInFront() {
        Task task = drover.send("Will it rain?", "weather", "weather");

        assertThat(task.artifacts().stream().map(produced -> produced.artifact().id()))
                .containsExactlyInAnyOrder("weather.sky", "weather-2.sky", "answer");
    }

    @Test
    void whatTheCallerCanDrawItIsToldAndItsFormsPass() {
        String form =
                "{\"task\": {\"id\": \"t1\", \"contextId\": \"c1\", \"status\": {\"state\": \"TASK_STATE_COMPLETED\"},"
                        + " \"artifacts\": [{\"artifactId\": \"sky\", \"parts\": [{\"text\": \"rain\"},"
                        + " {\"data\": [{\"version\": \"v0.9\"}], \"metadata\": {\"mimeType\": \"application/a2ui+json\"}}]}]}}";
        weather.on("SendStreamingMessage", (request, to) -> to.result(form));
        Message asked = LocalDrover.message("Will it rain?", "weather");

        Task drawn = drover.request(asked.activating(List.of(Version.V0_9.uri())), Entry.Wait.END);
        Map<String, String> headers = lastSent().headers();
        Task told = drover.request(asked, Entry.Wait.END);

        assertThat(headers).containsEntry("a2a-extensions", Version.V0_9.uri());
        assertThat(lastSent().headers()).doesNotContainKey("a2a-extensions");
        assertThat(drawn.artifacts().getFirst().artifact().parts()).hasSize(2);
        assertThat(told.artifacts().getFirst().artifact().parts()).hasSize(1);
    }

    @Test
    void itsDirectMessageBecomesOurs() {
        weather.on("SendStreamingMessage", (request, to) -> to.result(Says.message("certainly")));

        Task task = drover.send("Will it rain?", "weather");

        assertThat(task.direct()).isNotNull();
        assertThat(task.direct().text()).isEqualTo("certainly");
    }

    @Test
    void itsQuestionIsOursAndTheAnswerGoesToItsTask() {
        weather.on(
                "SendStreamingMessage",
                (request, to) -> to.result(
                        "{\"task\": {\"id\": \"t1\", \"contextId\": \"c1\", \"status\": {\"state\": \"TASK_STATE_INPUT_REQUIRED\","
                                + " \"message\": {\"messageId\": \"q\", \"role\": \"ROLE_AGENT\", \"parts\": [{\"text\": \"Where?\"}]}}}}"));
        Task asked = drover.send("Will it rain?", "weather");
        weather.on(
                "SendStreamingMessage", (request, to) -> to.result(Says.task("COMPLETED", Says.artifact("sky", "no"))));

        Message answer = LocalDrover.message("In Rome").in(asked.contextId(), asked.id());
        Task task = drover.request(answer, Entry.Wait.END);

        assertThat(asked.state()).isEqualTo(TaskState.INPUT_REQUIRED);
        assertThat(asked.status().message().text()).isEqualTo("Where?");
        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(lastSent().body().at("/params/message/taskId").asText()).isEqualTo("t1");
        assertThat(lastSent().body().at("/params/message/parts/0/text").asText())
                .isEqualTo("In Rome");
    }

    @Test
    void aLaterTaskOfTheContextIsInItsContextToo() {
        Task first = drover.send("Will it rain?", "weather");

        drover.request(LocalDrover.message("And snow?", "weather").in(first.contextId(), null), Entry.Wait.END);

        assertThat(lastSent().body().at("/params/message/contextId").asText()).isEqualTo("c1");
        assertThat(lastSent().body().at("/params/message").has("taskId")).isFalse();
    }

    @Test
    void itGetsEveryKindOfPartAndNoNamesOfOurAgents() {
        byte[] bytes = {0, 1, -1, 127, -128};
        List<Part> parts =
                List.of(Part.text("look"), Part.file(bytes, "a.bin", "application/x"), Part.data(Map.of("n", 1L)));
        Message message = new Message(
                "m",
                Role.USER,
                parts,
                null,
                null,
                Map.of("agents", List.of("weather"), "lang", "en"),
                List.of(),
                List.of());

        drover.request(message, Entry.Wait.END);

        assertThat(lastSent().body().at("/params/message/parts").toString())
                .isEqualTo(
                        "[{\"text\":\"look\"},{\"raw\":\"AAH/f4A=\",\"filename\":\"a.bin\",\"mediaType\":\"application/x\"},"
                                + "{\"data\":{\"n\":1}}]");
        assertThat(lastSent().body().at("/params/message/metadata").toString()).isEqualTo("{\"lang\":\"en\"}");
    }

    @Test
    void aMessageThatMayHaveBeenTakenIsNotSentAgain() {
        weather.on("SendStreamingMessage", (request, to) -> to.cut());
        int before = sent();

        Task task = drover.send("Will it rain?", "weather");

        assertThat(sent()).isEqualTo(before + 1);
        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.status().message().text())
                .isEqualTo("weather failed: the connection broke before it answered, and it is not known whether it did"
                        + " the work");
    }

    @Test
    void toAnIdempotentAgentItIsSentAgainWithTheSameKey() {
        int before = sent();
        weather.on("SendStreamingMessage", (request, to) -> {
            if (sent() == before + 1) {
                to.cut();
            }
            to.result(Says.task("COMPLETED"));
        });

        Task task = drover.send("Will it rain?", "stamped");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(weather.requests("SendStreamingMessage").subList(before, before + 2))
                .extracting(request -> request.headers().get("idempotency-key"))
                .containsExactly(task.id() + "/stamped/1", task.id() + "/stamped/1");
    }

    @Test
    void anAgentThatIsNotAvailableIsAskedAgain() {
        int before = sent();
        weather.on("SendStreamingMessage", (request, to) -> {
            if (sent() == before + 1) {
                to.whole(503, "text/plain", "later");
            } else {
                to.result(Says.task("COMPLETED"));
            }
        });

        assertThat(drover.send("Will it rain?", "weather").state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void itsCardIsOnOursAndFollowsItsChanges() throws IOException {
        Awaitility.await().until(() -> skill("weather").at("/tags").toString().equals("[\"rain\",\"snow\"]"));
        assertThat(skill("weather").path("description").asText())
                .isEqualTo("Forecasts for any place Rain: Tells of rain");
        assertThat(skill("stamped").path("description").asText()).isEqualTo("Zzz");
        assertThat(skill("stamped").path("tags").toString()).isEqualTo("[\"zzz\"]");

        String changed = ScriptedAgent.cardText(weather.url().toString(), "JSONRPC", true)
                .replace("snow", "hail");
        weather.on("GET /.well-known/agent-card.json", (request, to) -> to.json(200, changed));
        weather.on("SendStreamingMessage", (request, to) -> to.json(503, "{}"));
        drover.send("Will it rain?", "weather"); // a failure is a reason to look at the card again

        Awaitility.await().until(() -> skill("weather").at("/tags").toString().equals("[\"rain\",\"hail\"]"));
    }

    private static JsonNode skill(String agent) throws IOException {
        A2aDoor door = drover.camel().getRegistry().lookupByNameAndType("a2a", A2aDoor.class);
        JsonNode card = ScriptedAgent.JSON.readTree(
                door.card(new Call.AgentCard(null, null)).body());
        for (JsonNode skill : card.path("skills")) {
            if (skill.path("id").asText().equals(agent)) {
                return skill;
            }
        }
        return card.path("none");
    }

    @Test
    void anAgentWhoseCardDoesNotComeHasTimedOutAlone() {
        Task task = drover.send("Will it rain?", "weather", "dawdling");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(Message.textOf(task.artifacts().getLast().artifact().parts()))
                .contains("weather: rain", "dawdling did not answer in time");
    }

    @Test
    void anAgentWhoseCardIsAwayIsTheOnlyOneThatIsMissing() {
        Task task = drover.send("Will it rain?", "weather", "away");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(Message.textOf(task.artifacts().getLast().artifact().parts()))
                .contains("weather: rain", "away failed: its agent card cannot be fetched: no answer");
    }
}
