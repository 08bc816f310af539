package dev.drover.wiring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.entry.Entry;
import dev.drover.message.Message;
import dev.drover.model.Spent;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A planner that asks its caller, on the real routes, against a service on loopback. */
class ModelPlannerTest {
    static GeminiServer gemini;
    static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        gemini = new GeminiServer();
        drover = drover("2s");
    }

    private static LocalDrover drover(String timeout) throws Exception {
        return new LocalDrover(
                Map.of("gemini.url", gemini.url(), "plan.planner", "gemini", "plan.timeout", timeout), Map.of());
    }

    @AfterAll
    static void stop() {
        drover.close();
        gemini.close();
    }

    @BeforeEach
    void forget() {
        gemini.clear();
    }

    @Test
    void itsQuestionWaitsForTheCallerWhoseAnswerIsPlannedAnew() {
        gemini.then(
                Scripted.text("{\"steps\": [], \"question\": \"To sell it, or to have it repaired?\"}"),
                Scripted.text("""
                        {"steps": [{"id": "worth", "agent": "vehicle-intake",
                                    "input": "value a 2020 Toyota Camry, 45,000 miles, good condition"}]}"""));

        Task waiting = drover.send("I have a 2020 Toyota Camry, 45,000 miles, good condition");
        Task ended = answer(waiting, "to sell it");

        assertThat(waiting.state()).isEqualTo(TaskState.INPUT_REQUIRED);
        assertThat(waiting.status().message().text()).isEqualTo("To sell it, or to have it repaired?");
        assertThat(ended.id()).isEqualTo(waiting.id());
        assertThat(ended.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(ended.artifacts().getFirst().artifact().id()).isEqualTo("valuation");
        assertThat(gemini.asked().get(1).body().path("contents").findValuesAsText("text"))
                .containsExactly(
                        "I have a 2020 Toyota Camry, 45,000 miles, good condition",
                        "To sell it, or to have it repaired?",
                        "to sell it");
    }

    @Test
    void whereItGivesNoPlanAfterItsQuestionAllThatWasSaidIsMatched() {
        gemini.then(Scripted.text("{\"steps\": [], \"question\": \"In which condition is it?\"}"), Scripted.error(500));

        Task waiting = drover.send("What is my 2020 Toyota Camry worth, 45,000 miles?");
        Task ended = answer(waiting, "good condition");

        assertThat(ended.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(ended.plan().planner()).isEqualTo("match");
        assertThat(ended.artifacts().getFirst().artifact().id()).isEqualTo("valuation");
    }

    /** Each with what the journal says of it. */
    static Stream<Arguments> shapesThatAreNoPlan() {
        String step = "{\"id\": \"a\", \"agent\": \"calendar\", \"input\": \"x\"}";
        return Stream.of(
                arguments("a plan, as you wished", "is not JSON"),
                arguments("{\"steps\": [" + step + "]} as you wished", "is not JSON"),
                arguments("{\"steps\": [" + step, "is not JSON"),
                arguments("[" + step + "]", "schema: $: array found, object expected"),
                arguments("null", "schema: $: null found, object expected"),
                arguments("{}", "required property 'steps' not found"),
                arguments("{\"steps\": " + step + "}", "schema: $.steps: object found, array expected"),
                arguments("{\"steps\": [\"calendar\"]}", "schema: $.steps[0]: string found, object expected"),
                arguments(
                        "{\"steps\": [" + step.replace("\"id\"", "\"name\"") + "]}",
                        "required property 'id' not found"),
                arguments("{\"steps\": [" + step.replace("agent", "by") + "]}", "required property 'agent' not found"),
                arguments(
                        "{\"steps\": [" + step.replace("input", "text") + "]}", "required property 'input' not found"),
                arguments("{\"steps\": [" + step.replace("\"x\"", "7") + "]}", "$.steps[0].input: integer found"),
                arguments("{\"steps\": [" + step.replace("\"a\"", "\"A b\"") + "]}", "$.steps[0].id: does not match"),
                arguments(
                        "{\"steps\": [" + step.replace("calendar", "nobody") + "]}",
                        "$.steps[0].agent: does not have a value"),
                arguments(
                        "{\"steps\": [" + step.replace("}", ", \"after\": \"b\"}") + "]}",
                        "$.steps[0].after: string found, array expected"),
                arguments("{\"steps\": [" + step + (", " + step).repeat(20) + "]}", "must have at most 20 items"),
                arguments(
                        "{\"steps\": [" + step + ", " + step + "]}",
                        "cannot be run: there are two steps with the id a"),
                arguments(
                        "{\"steps\": [" + step.replace("}", ", \"after\": [\"b\"]}") + "]}",
                        "cannot be run: step a waits for a step that is not before it"),
                arguments(
                        "{\"steps\": [" + step.replace("}", ", \"after\": [\"a\"]}") + "]}",
                        "cannot be run: step a waits for a step that is not before it"),
                arguments("{\"steps\": []}", "cannot be run: a plan has steps, an answer or a question"),
                arguments("{\"steps\": [], \"answer\": \" \"}", "cannot be run: a plan has steps"),
                arguments("{\"steps\": [], \"question\": \"\"}", "cannot be run: a plan has steps"),
                arguments("{\"steps\": [], \"answer\": 7}", "$.answer: integer found, string expected"));
    }

    @ParameterizedTest
    @MethodSource("shapesThatAreNoPlan")
    void whatIsNoPlanIsPlannedByMatchingAndTheJournalSaysWhy(String said, String why) {
        gemini.then(
                Scripted.text(said),
                // more than half are plans, so the breaker stays closed
                Scripted.text("{\"steps\": [], \"answer\": \"Hello!\"}"),
                Scripted.text("{\"steps\": [], \"answer\": \"Hello!\"}"));

        Task task = drover.send("What is my 2020 Toyota Camry worth, 45,000 miles, good condition?");
        drover.send("hello");
        drover.send("hello");

        assertThat(task.plan().planner()).isEqualTo("match");
        assertThat(task.artifacts().getFirst().artifact().id()).isEqualTo("valuation");
        assertThat(drover.notes(task.id()))
                .singleElement()
                .asString()
                .startsWith("planned without the model: the model's plan ")
                .contains(why);
        assertThat(gemini.asked()).hasSize(3);
    }

    @Test
    void theJournalSaysThatItWasLateOrThatItIsNotAskedForAWhile() throws Exception {
        String worth = "What is my 2020 Toyota Camry worth, 45,000 miles, good condition?";
        Semaphore never = new Semaphore(0);
        gemini.then(Scripted.text("late").behind(never)).otherwise(asked -> Scripted.error(500));
        try (LocalDrover impatient = drover("300ms")) {
            Task late = impatient.send(worth);
            for (int i = 0; i < 9; i++) {
                impatient.send(worth);
            }
            Task open = impatient.send(worth);

            assertThat(late.plan().planner()).isEqualTo("match");
            assertThat(impatient.notes(late.id()))
                    .containsExactly("planned without the model: the model gave no answer in time");
            assertThat(open.plan().planner()).isEqualTo("match");
            assertThat(impatient.notes(open.id()))
                    .containsExactly(
                            "planned without the model: the model has failed too often, and is not asked for a while");
        }
        assertThat(gemini.asked()).hasSize(10);
        never.release();
    }

    @Test
    void itsAnswerIsTheAnswerWhereNobodyIsNeeded() {
        gemini.then(Scripted.text("{\"steps\": [], \"answer\": \"Hello!\"}"));

        Task task = drover.send("hello");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.artifacts().getFirst().artifact().parts().toString()).contains("Hello!");
        JsonNode form = gemini.asked().getFirst().body().at("/generationConfig/responseJsonSchema");
        assertThat(form.at("/properties/steps/items/required")).hasSize(3);
        assertThat(form.toString()).doesNotContain("maxItems", "pattern", "enum"); // as the service wants it
    }

    @Test
    void thePlanThatItGaveBeforeACrashIsThePlan() {
        Turn.OfModel said = new Turn.OfModel("{\"steps\": [], \"answer\": \"Hello!\"}", List.of());
        Spent spent = new Spent("plan", "m", new Usage(100, 0, 10, 0), null);

        Task task = drover.takeUp(
                LocalDrover.message("hello"), new Event.ModelAnswered(Instant.now(), "plan", said, spent));

        assertThat(Message.textOf(task.artifacts().getFirst().artifact().parts()))
                .isEqualTo("Hello!");
        assertThat(gemini.asked()).isEmpty();
    }

    private static Task answer(Task waiting, String text) {
        return drover.request(LocalDrover.message(text).in(waiting.contextId(), waiting.id()), Entry.Wait.END);
    }
}
