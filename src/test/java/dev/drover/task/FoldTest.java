package dev.drover.task;

import static dev.drover.task.Journaled.DEADLINE;
import static dev.drover.task.Journaled.OPENED;
import static dev.drover.task.Journaled.agentMessage;
import static dev.drover.task.Journaled.opened;
import static dev.drover.task.Journaled.planned;
import static dev.drover.task.Journaled.step;
import static dev.drover.task.Journaled.userMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.model.Spent;
import dev.drover.model.Turn;
import dev.drover.model.Usage;
import dev.drover.plan.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FoldTest {
    private static final Instant LATER = OPENED.plusSeconds(60);
    private static final Reply ASKS = new Reply.InputRequired(List.of(Part.text("When?")), false);

    @Test
    void opensATask() {
        Task task = opened("hello").task();

        assertThat(task)
                .isEqualTo(new Task(
                        "task-1",
                        1,
                        new Caller("alice"),
                        "context-1",
                        OPENED,
                        DEADLINE,
                        new Status(TaskState.SUBMITTED, null, OPENED),
                        List.of(userMessage("m1", "hello")),
                        List.of(),
                        null,
                        Map.of(),
                        1,
                        null,
                        Map.of(),
                        null));
    }

    @Test
    void whatWaitsForAStepThatWasHandedOverWaitsForTheStepThatGoesOn() {
        Plan plan = Plan.of(List.of(step("a"), step("b", "a")), "test");
        Journaled journaled = opened("hello")
                .and(new Event.Planned(LATER, plan))
                .and(new Event.StepAdded(LATER, step("c")))
                .replied("a", new Reply.HandedOver("c", "c", null));

        assertThat(journaled.task().wave()).containsExactly(step("c"));
        assertThat(journaled.replied("c", Reply.answered()).task().wave()).containsExactly(step("b", "a"));
    }

    @Test
    void takesNothingBeforeTheOpenedEvent() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Task.fold("task-1", null, List.of(new Event.Note(LATER, "x"))))
                .withMessage("a task has one opened event, and it is the first");
    }

    @Test
    void isOpenedOnce() {
        Event again = new Event.Opened(LATER, new Caller("bob"), "c", userMessage("m2", "hi"), DEADLINE);
        Journaled journaled = opened("hello").and(again);

        assertThatIllegalStateException()
                .isThrownBy(journaled::task)
                .withMessage("a task has one opened event, and it is the first");
    }

    @Test
    void isNotMadeOfNoEvents() {
        assertThatThrownBy(() -> Task.fold("task-1", null, List.of())).hasMessage("a task is opened first");
    }

    @Test
    void countsItsEvents() {
        Journaled journaled = planned("a").replied("a", Reply.answered()).and(new Event.Note(LATER, "x"));

        assertThat(journaled.task().sequence()).isEqualTo(5);
    }

    @Test
    void isTheSameWhenFoldedInTwoGoes() {
        Task before = planned("a").task();
        Event replied = new Event.Replied(LATER, "a", Reply.answered());

        assertThat(Task.fold("task-1", before, List.of(replied)))
                .isEqualTo(planned("a").and(replied).task());
    }

    @Test
    void leavesTheTaskBeforeAsItWas() {
        Task before = planned("a").task();

        Task.fold("task-1", before, List.of(new Event.Replied(LATER, "a", Reply.answered()), progress("p", "hm")));

        assertThat(before).isEqualTo(planned("a").task());
    }

    @Test
    void worksOnceItIsTaken() {
        Task task = opened("hello").and(new Event.Taken(LATER, "replica-1", 1)).task();

        assertThat(task.status()).isEqualTo(new Status(TaskState.WORKING, null, LATER));
        assertThat(task.taken()).isEqualTo(new Taken("replica-1", 1));
    }

    @Test
    void keepsItsStatusWhenAnotherReplicaTakesItOver() {
        Task task = planned("a")
                .and(progress("p1", "looking"))
                .and(new Event.Taken(LATER.plusSeconds(1), "replica-2", 2))
                .task();

        assertThat(task.status()).isEqualTo(new Status(TaskState.WORKING, agentMessage("p1", "looking"), LATER));
        assertThat(task.taken()).isEqualTo(new Taken("replica-2", 2));
    }

    @Test
    void voidsOnTakingWhatStepsWithoutAReplyHadShown() {
        Task task = planned("a", "b")
                .artifact("a", Part.text("done"))
                .replied("a", Reply.answered())
                .artifact("b", Part.text("half"))
                .and(new Event.Taken(LATER, "replica-2", 2))
                .task();

        assertThat(task.artifacts()).containsExactly(produced("a", Part.text("done")));
    }

    @Test
    void keepsOnTakingWhatAnAskingStepHasShown() {
        Task task = planned("a")
                .artifact("a", Part.text("draft"))
                .replied("a", ASKS)
                .and(new Event.StateChanged(LATER, TaskState.INPUT_REQUIRED, agentMessage("q", "When?")))
                .and(new Event.Taken(LATER, "replica-2", 2))
                .and(new Event.MessageAdded(LATER, userMessage("m2", "now"), DEADLINE))
                .task();

        assertThat(task.artifacts()).containsExactly(produced("a", Part.text("draft")));
        assertThat(task.wave()).containsExactly(step("a"));
    }

    @Test
    void showsProgressAsAWorkingStatusAndThenAsHistory() {
        Task task = planned("a")
                .and(progress("p1", "looking"))
                .and(progress("p2", "still looking"))
                .task();

        assertThat(task.status()).isEqualTo(new Status(TaskState.WORKING, agentMessage("p2", "still looking"), LATER));
        assertThat(task.history()).containsExactly(userMessage("m1", "hello"), agentMessage("p1", "looking"));
    }

    @Test
    void keepsQuestionAndAnswerInTheOrderInWhichTheyWereSaid() {
        Task task = planned("a")
                .and(progress("p1", "looking"))
                .replied("a", ASKS)
                .and(new Event.StateChanged(LATER, TaskState.INPUT_REQUIRED, agentMessage("q", "When?")))
                .and(new Event.MessageAdded(LATER, userMessage("m2", "now"), DEADLINE))
                .and(new Event.Ended(LATER, TaskState.COMPLETED, agentMessage("e", "Booked"), Map.of()))
                .task();

        assertThat(task.history()).extracting(Message::id).containsExactly("m1", "p1", "q", "m2");
        assertThat(task.status().message()).isEqualTo(agentMessage("e", "Booked"));
    }

    @Test
    void opensOnlyTheStepsThatAskedInTheNextRound() {
        Task task = planned("a", "b", "c")
                .replied("a", ASKS)
                .replied("b", Reply.answered())
                .replied("c", Reply.unavailable(Missing.FAILED))
                .and(new Event.StateChanged(LATER, TaskState.INPUT_REQUIRED, null))
                .and(new Event.MessageAdded(LATER, userMessage("m2", "now"), DEADLINE.plusSeconds(60)))
                .task();

        assertThat(task.round()).isEqualTo(2);
        assertThat(task.replies()).containsOnlyKeys("b", "c");
        assertThat(task.wave()).containsExactly(step("a"));
        assertThat(task.state()).isEqualTo(TaskState.WORKING);
        assertThat(task.deadline()).isEqualTo(DEADLINE.plusSeconds(60));
        assertThat(task.request()).isEqualTo(userMessage("m2", "now"));
    }

    @Test
    void keepsItsPlan() {
        Plan plan = Plan.nobody("no", "match");

        assertThat(planned(plan).task().plan()).isEqualTo(plan);
    }

    @Test
    void addsAStepToItsPlan() {
        Task task = planned("a").and(new Event.StepAdded(LATER, step("b", "a"))).task();

        assertThat(task.plan()).isEqualTo(Plan.of(List.of(step("a"), step("b", "a")), "match"));
    }

    @Test
    void addsNoStepWithoutAPlan() {
        Journaled journaled = opened("hello").and(new Event.StepAdded(LATER, step("b")));

        assertThatThrownBy(journaled::task).hasMessage("a step is added to a plan");
    }

    @Test
    void keepsTheFirstReplyOfAStep() {
        Task task = planned("a")
                .replied("a", Reply.unavailable(Missing.TIMED_OUT))
                .replied("a", Reply.answered())
                .task();

        assertThat(task.replies()).containsExactly(Map.entry("a", Reply.unavailable(Missing.TIMED_OUT)));
    }

    @Test
    void keepsArtifactsInTheOrderInWhichTheyBegan() {
        Task task = planned("a", "b")
                .artifact("b", Part.text("2"))
                .artifact("a", Part.text("1"))
                .artifact("b", Part.text("3"))
                .task();

        assertThat(task.artifacts()).containsExactly(produced("b", Part.text("3")), produced("a", Part.text("1")));
    }

    @Test
    void appendsAChunkToItsArtifact() {
        Task task = planned("a")
                .artifact("a", Part.text("1"))
                .and(chunk("a", Part.text("2")))
                .and(chunk("a", Part.data(3)))
                .task();

        assertThat(task.artifacts()).containsExactly(produced("a", Part.text("12"), Part.data(3)));
    }

    @Test
    void textThatSaysMoreThanItsWordsDoesNotGoOn() {
        Part markdown = new Part(new Part.Content.Text("2"), null, "text/markdown", Map.of());
        Task task = planned("a")
                .artifact("a", Part.text("1"))
                .and(chunk("a", markdown))
                .and(chunk("a", Part.text("3")))
                .task();

        assertThat(task.artifacts()).containsExactly(produced("a", Part.text("1"), markdown, Part.text("3")));
    }

    @Test
    void sumsUpWhatItsModelsTook() {
        Turn.OfModel turn = new Turn.OfModel("yes", List.of());
        Task task = planned("a")
                .and(new Event.ModelAnswered(
                        LATER, "a", turn, new Spent("intake", "m", new Usage(100, 10, 20, 5), new BigDecimal("0.01"))))
                .and(new Event.ModelAnswered(LATER, "a", turn, new Spent("intake", "m", new Usage(1, 0, 2, 0), null)))
                .task();

        assertThat(task.metadata())
                .isEqualTo(Map.of(
                        "drover",
                        Map.of(
                                "usage",
                                Map.of(
                                        "promptTokens", 101,
                                        "cachedTokens", 10,
                                        "outputTokens", 22,
                                        "thoughtTokens", 5,
                                        "dollars", "0.01",
                                        "agents",
                                                Map.of(
                                                        "intake",
                                                        Map.of(
                                                                "promptTokens", 101,
                                                                "cachedTokens", 10,
                                                                "outputTokens", 22,
                                                                "thoughtTokens", 5,
                                                                "dollars", "0.01"))))));
    }

    @Test
    void beginsAnArtifactWithAChunkOfOneThatIsNotThere() {
        Task task = planned("a").and(chunk("a", Part.text("2"))).task();

        assertThat(task.artifacts()).containsExactly(produced("a", Part.text("2")));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELED", "REJECTED"})
    void endsInEveryTerminalState(TaskState state) {
        Task task = planned("a")
                .and(new Event.Ended(LATER, state, null, Map.of("drover", Map.of("partial", false))))
                .task();

        assertThat(task.status()).isEqualTo(new Status(state, null, LATER));
        assertThat(task.metadata()).isEqualTo(Map.of("drover", Map.of("partial", false)));
    }

    @Test
    void endsWithAMessageInItsPlace() {
        Task task = planned("a")
                .and(new Event.AnsweredDirectly(LATER, agentMessage("d", "Hi")))
                .task();

        assertThat(task.direct()).isEqualTo(agentMessage("d", "Hi"));
        assertThat(task.status()).isEqualTo(new Status(TaskState.COMPLETED, null, LATER));
        assertThat(task.listed()).isFalse();
    }

    static List<Event> takesNoEventAfterItsEnd() {
        return List.of(
                new Event.MessageAdded(LATER, userMessage("m2", "hi"), DEADLINE),
                new Event.Planned(LATER, Plan.nobody("no", "match")),
                new Event.StepAdded(LATER, step("b")),
                new Event.Taken(LATER, "replica-2", 2),
                progress("p", "hm"),
                new Event.ArtifactAdded(LATER, "a", Artifact.of("a", List.of(Part.text("1"))), false, true),
                new Event.Replied(LATER, "a", Reply.answered()),
                new Event.StateChanged(LATER, TaskState.WORKING, null),
                new Event.AnsweredDirectly(LATER, agentMessage("d", "Hi")),
                new Event.Ended(LATER, TaskState.FAILED, null, Map.of()));
    }

    @ParameterizedTest
    @MethodSource
    void takesNoEventAfterItsEnd(Event event) {
        Journaled journaled = planned("a")
                .and(new Event.Ended(LATER, TaskState.COMPLETED, null, Map.of()))
                .and(event);

        assertThatIllegalStateException().isThrownBy(journaled::task).withMessage("no event follows the end of a task");
    }

    @Test
    void takesNotesAfterItsEnd() {
        Journaled ended = planned("a").and(new Event.Ended(LATER, TaskState.COMPLETED, null, Map.of()));
        Task before = ended.task();

        Task after = ended.and(new Event.Note(LATER.plusSeconds(1), "late reply dropped"))
                .task();

        assertThat(after.status()).isEqualTo(before.status());
        assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
    }

    private static Event progress(String id, String text) {
        return new Event.Progress(LATER, "a", agentMessage(id, text));
    }

    private static Event chunk(String step, Part part) {
        return new Event.ArtifactAdded(LATER, step, Artifact.of(step, List.of(part)), true, false);
    }

    private static Produced produced(String step, Part... parts) {
        return new Produced(step, Artifact.of(step, List.of(parts)));
    }
}
