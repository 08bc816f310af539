package dev.drover.wiring.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.entry.Entry;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent that is a model makes of answers and tools that are not what they should be, on the real routes. */
class ModelAgentTest {
    private static final Patient PATIENT = new Patient();

    @TempDir
    static Path folder;

    static GeminiServer gemini;
    static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        gemini = new GeminiServer();
        Path schema = Files.writeString(folder.resolve("car.json"), """
                {"type": "object", "properties": {"year": {"type": "integer"}}, "required": ["year"]}""");
        drover = new LocalDrover(
                Map.ofEntries(
                        Map.entry("gemini.url", gemini.url()),
                        Map.entry("routes.include", "src/test/resources/routes/tools"),
                        Map.entry("agents.facts.kind", "gemini"),
                        Map.entry("agents.facts.model", "some-model"),
                        Map.entry("agents.facts.description", "Zzz facts"),
                        Map.entry("agents.facts.output-schema", schema.toString()),
                        Map.entry("agents.facts.retries", "1"),
                        Map.entry("agents.user.kind", "gemini"),
                        Map.entry("agents.user.model", "some-model"),
                        Map.entry("agents.user.description", "Zzz uses tools"),
                        Map.entry("agents.user.tools", "stubborn"),
                        Map.entry("agents.user.timeout", "1s"),
                        Map.entry("agents.sitter.kind", "gemini"),
                        Map.entry("agents.sitter.model", "some-model"),
                        Map.entry("agents.sitter.description", "Zzz uses tools"),
                        Map.entry("agents.sitter.tools", "patient, stubborn"),
                        Map.entry("agents.sitter.tool-calls", "2"),
                        Map.entry("agents.sitter.timeout", "1m")),
                Map.of("patient", PATIENT));
    }

    @AfterAll
    static void stop() {
        drover.close();
        gemini.close();
    }

    @BeforeEach
    void forget() {
        gemini.clear();
        PATIENT.started.drainPermits();
        PATIENT.interrupted.drainPermits();
    }

    @Test
    void anAnswerThatDoesNotFollowTheSchemaIsAskedForAgain() {
        gemini.then(Scripted.text("{\"year\": \"2020\"}"), Scripted.text("{\"year\": 2020}"));

        Task task = drover.send("which car?", "facts");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.artifacts().getFirst().artifact().parts()).containsExactly(Part.data(Map.of("year", 2020)));
        assertThat(gemini.asked()).hasSize(2);
    }

    @Test
    void anAgentThatNeverFollowsItsSchemaHasFailedAndNothingOfItsAnswersIsShown() {
        gemini.otherwise(asked -> Scripted.text("the year is 2020"));

        Task task = drover.send("which car?", "facts");

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(missing(task, "facts")).isEqualTo(Missing.FAILED);
        assertThat(task.artifacts()).isEmpty();
        assertThat(task.status().message().text()).doesNotContain("2020");
        assertThat(gemini.asked()).hasSize(2);
        assertThat(task.metadata().toString()).contains("promptTokens=200"); // it was paid for
    }

    @Test
    void aModelThatCallsToolsAgainAndAgainHasFailed() {
        gemini.otherwise(asked -> Scripted.calls("stubborn", Map.of("no", "parameter")));

        Task task = drover.send("go on", "sitter");

        assertThat(missing(task, "sitter")).isEqualTo(Missing.FAILED);
        assertThat(gemini.asked()).hasSize(5); // two calls that it may make, and two turns in which it was told so
        assertThat(gemini.asked().getLast().text()).contains("no more tools can be called");
    }

    @Test
    void aServiceThatWantsMoreTimeThanThereIsIsNotWaitedFor() {
        gemini.then(Scripted.retryIn("120s"));

        Task task = drover.send("which car?", "sitter");

        assertThat(missing(task, "sitter")).isEqualTo(Missing.FAILED); // at once, in place of timed out after a minute
        assertThat(gemini.asked()).hasSize(1);
    }

    @Test
    void aToolIsInterruptedWhenItsTimeIsUpAndTheModelIsToldSo() throws Exception {
        gemini.then(Scripted.calls("patient", Map.of()), Scripted.text("I do not know."));

        Task task = drover.send("wait", "sitter");

        assertThat(PATIENT.interrupted.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Message.textOf(task.artifacts().getFirst().artifact().parts()))
                .isEqualTo("I do not know.");
        assertThat(gemini.asked().getLast().text()).contains("it took longer than 300 ms");
    }

    @Test
    void aToolIsInterruptedWhenTheTimeOfTheStepIsUp() throws Exception {
        gemini.then(Scripted.calls("stubborn", Map.of()));

        Task task = drover.send("wait", "user");

        assertThat(PATIENT.interrupted.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(missing(task, "user")).isEqualTo(Missing.TIMED_OUT);
        assertThat(gemini.asked()).hasSize(1);
    }

    @Test
    void aToolIsInterruptedWhenTheTaskIsCancelled() throws Exception {
        gemini.then(Scripted.calls("stubborn", Map.of()));

        Task task = drover.request(LocalDrover.message("wait", "sitter"), Entry.Wait.NONE);
        assertThat(PATIENT.started.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        drover.cancel(task.id());

        assertThat(PATIENT.interrupted.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(drover.task(task.id()).state()).isEqualTo(TaskState.CANCELED);
        assertThat(drover.events(task)).noneMatch(Event.ToolAnswered.class::isInstance);
        assertThat(gemini.asked()).hasSize(1);
    }

    private static Missing missing(Task task, String step) {
        return ((Reply.Unavailable) task.replies().get(step)).missing();
    }

    /** Waits until it is interrupted. */
    public static final class Patient {
        final Semaphore started = new Semaphore(0);
        final Semaphore interrupted = new Semaphore(0);

        public void act() throws InterruptedException {
            started.release();
            try {
                new Semaphore(0).acquire();
            } catch (InterruptedException e) {
                interrupted.release();
                throw e;
            }
        }
    }
}
