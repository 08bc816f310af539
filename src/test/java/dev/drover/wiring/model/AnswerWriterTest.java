package dev.drover.wiring.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.adapter.gemini.GeminiServer;
import dev.drover.adapter.gemini.GeminiServer.Asked;
import dev.drover.adapter.gemini.Scripted;
import dev.drover.agent.Reply;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.model.Spent;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Produced;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code answer.policy = synthesize} on the real routes, against a service on loopback. */
class AnswerWriterTest {
    private static final Script SCRIPT = new Script();

    static GeminiServer gemini;
    static LocalDrover drover;

    @BeforeAll
    static void start() throws Exception {
        gemini = new GeminiServer();
        drover = drover();
    }

    private static LocalDrover drover() throws Exception {
        return new LocalDrover(
                Map.of(
                        "gemini.url", gemini.url(),
                        "answer.policy", "synthesize",
                        "answer.model", "writing-model",
                        "answer.timeout", "3s",
                        "routes.include", "src/test/resources/routes/guarded"),
                Map.of("script", SCRIPT));
    }

    @AfterAll
    static void stop() {
        drover.close();
        gemini.close();
    }

    @BeforeEach
    void forget() {
        gemini.clear();
        SCRIPT.failing = "";
    }

    @Test
    void aModelWritesTheAnswerFromTheReplies() {
        gemini.then(Scripted.text("Both say that all is well."));

        Task task = drover.send("how is it?", "scripted", "unrepeated");

        assertThat(answer(task)).isEqualTo("Both say that all is well.");
        Asked asked = gemini.asked().getFirst();
        assertThat(asked.model()).isEqualTo("writing-model");
        assertThat(asked.text()).contains("how is it?", "scripted: done", "unrepeated: done");
        assertThat(asked.instruction()).doesNotContain("gave no answer");
        assertThat(task.metadata().toString()).contains("policy=synthesize", "partial=false", "promptTokens=100");
        assertThat(drover.events(task))
                .filteredOn(Event.ModelAnswered.class::isInstance)
                .extracting(event -> ((Event.ModelAnswered) event).step())
                .containsExactly("answer");
    }

    @Test
    void itIsToldWhoIsMissingAndTheAnswerSaysSoEvenIfItDoesNot() {
        SCRIPT.failing = "agent-unrepeated";
        gemini.then(Scripted.text("scripted is well; of unrepeated nothing is known."), Scripted.text("All is well."));

        Task honest = drover.send("how is it?", "scripted", "unrepeated");
        Task silent = drover.send("how is it?", "scripted", "unrepeated");

        assertThat(gemini.asked().getFirst().instruction()).contains("gave no answer", "- unrepeated failed");
        assertThat(answer(honest)).isEqualTo("scripted is well; of unrepeated nothing is known.");
        assertThat(answer(silent)).isEqualTo("All is well.\n\nThis answer is partial:\n- unrepeated failed");
        assertThat(silent.metadata().toString()).contains("partial=true");
    }

    @Test
    void theRepliesAreMergedAsTheyAreWhereItWritesNothingInTimeOrAtAll() {
        Semaphore never = new Semaphore(0);
        gemini.then(
                Scripted.error(500),
                Scripted.text("late").behind(never),
                Scripted.stopped("half", "MAX_TOKENS"),
                Scripted.blocked("SAFETY"));

        for (String why : new String[] {"status 500", "no answer in time", "MAX_TOKENS", "SAFETY"}) {
            Task task = drover.send("how is it?", "scripted", "unrepeated");

            assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
            assertThat(answer(task)).isEqualTo("scripted: done\n\nunrepeated: done");
            assertThat(drover.events(task))
                    .filteredOn(Event.Note.class::isInstance)
                    .singleElement()
                    .satisfies(note -> assertThat(((Event.Note) note).text())
                            .startsWith("merged without the model")
                            .contains(why));
        }
        never.release();
    }

    @Test
    void nobodyIsAskedAfterTenCallsOfWhichHalfFailedAndTheRepliesAreMerged() throws Exception {
        gemini.otherwise(asked -> Scripted.error(500));
        Task last;
        try (LocalDrover broken = drover()) {
            for (int i = 0; i < 10; i++) {
                broken.send("how is it?", "scripted", "unrepeated");
            }
            last = broken.send("how is it?", "scripted", "unrepeated");

            assertThat(broken.notes(last.id()))
                    .containsExactly(
                            "merged without the model: the model has failed too often, and is not asked for a while");
        }
        assertThat(last.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(answer(last)).isEqualTo("scripted: done\n\nunrepeated: done");
        assertThat(gemini.asked()).hasSize(10);
    }

    @Test
    void oneAgentAnswersForItselfAndNoneLeavesNothingToWrite() {
        drover.send("how is it?", "scripted");
        SCRIPT.failing = "agent-";

        Task task = drover.send("how is it?", "scripted", "unrepeated");

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(gemini.asked()).isEmpty();
    }

    @Test
    void whatItWroteBeforeACrashIsTheAnswerAndNotWhatAnAgentSaidInAStepOfThatName() {
        Message request = LocalDrover.message("how is it?", "scripted", "unrepeated");
        Event.Planned planned = new Event.Planned(
                Instant.now(),
                Plan.of(
                        List.of(
                                new Step("answer", "scripted", "how?", List.of()),
                                new Step("other", "unrepeated", "how?", List.of())),
                        "gemini"));
        Event agentSaid = said("I am an agent.");
        Event[] replied = {
            new Event.Replied(Instant.now(), "answer", new Reply.Answered(List.of(Part.text("I am an agent.")), false)),
            new Event.Replied(Instant.now(), "other", new Reply.Answered(List.of(Part.text("I am another.")), false))
        };
        gemini.then(Scripted.text("Both are."));

        Task asked = drover.takeUp(request, planned, agentSaid, replied[0], replied[1]);
        Task known = drover.takeUp(request, planned, agentSaid, replied[0], replied[1], said("They are."));

        assertThat(answer(asked)).isEqualTo("Both are.");
        assertThat(answer(known)).isEqualTo("They are.");
        assertThat(gemini.asked()).hasSize(1);
    }

    private static Event said(String text) {
        Spent spent = new Spent("answer", "writing-model", new Usage(100, 0, 10, 0), null);
        return new Event.ModelAnswered(Instant.now(), "answer", new Turn.OfModel(text, List.of()), spent);
    }

    private static String answer(Task task) {
        return task.artifacts().stream()
                .map(Produced::artifact)
                .filter(artifact -> artifact.id().equals("answer"))
                .map(artifact -> Message.textOf(artifact.parts()))
                .findFirst()
                .orElse("");
    }

    /** The agents of the guarded routes: they are done, or fail for good. */
    public static final class Script {
        volatile String failing = "";

        public void act(Exchange exchange) {
            if (!failing.isEmpty() && exchange.getFromRouteId().startsWith(failing)) {
                throw new IllegalStateException("no");
            }
            exchange.getMessage().setBody("done");
        }
    }
}
