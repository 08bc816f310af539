package dev.drover.answer;

import static dev.drover.task.Journaled.agentMessage;
import static dev.drover.task.Journaled.planned;
import static dev.drover.task.Journaled.step;
import static dev.drover.task.Journaled.userMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.message.Artifact;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Journaled;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Instant NOW = Journaled.OPENED.plusSeconds(60);
    private static final Answers ALL = new Answers(new Policy.All());
    private static final Answers FIRST = new Answers(new Policy.First());
    private static final Answers TWO = new Answers(new Policy.Quorum(2));
    private static final Reply ANSWERED = Reply.answered();

    @Nested
    class WithOneStep {
        @Test
        void completesWithNothingButTheAgentsArtifacts() {
            Task task = planned("calendar")
                    .artifact("calendar", Part.text("Tuesday"))
                    .replied("calendar", ANSWERED)
                    .task();

            List<Event> events = conclude(ALL, task);

            assertThat(events).containsExactly(ended(TaskState.COMPLETED, null, false, "all"));
        }

        @Test
        void takesWhatTheAgentSaidAsTheStatusMessage() {
            Task task = planned("calendar").replied("calendar", said("Booked")).task();

            List<Event> events = conclude(ALL, task);

            assertThat(events).containsExactly(ended(TaskState.COMPLETED, text("Booked"), false, "all"));
        }

        @Test
        void answersABlockingSendDirectly() {
            Task task = planned("calendar").replied("calendar", direct("Hi")).task();

            List<Event> events = concludeBlocking(task);

            assertThat(events).containsExactly(new Event.AnsweredDirectly(NOW, text("Hi")));
        }

        @Test
        void answersWithATaskWhereAMessageIsNotTaken() {
            Task task = planned("calendar").replied("calendar", direct("Hi")).task();

            List<Event> events = conclude(ALL, task);

            assertThat(events).containsExactly(ended(TaskState.COMPLETED, text("Hi"), false, "all"));
        }

        @Test
        void answersWithATaskOnceSomethingWasShown() {
            Task artifact = planned("calendar")
                    .artifact("calendar", Part.text("a"))
                    .replied("calendar", direct("Hi"))
                    .task();
            Task progress = planned("calendar")
                    .progress("calendar", "looking")
                    .replied("calendar", direct("Hi"))
                    .task();
            Task secondRound = planned("calendar")
                    .replied("calendar", asks("When?"))
                    .and(new Event.MessageAdded(NOW, userMessage("m2", "Now"), Journaled.DEADLINE))
                    .replied("calendar", direct("Hi"))
                    .task();

            assertThat(List.of(artifact, progress, secondRound)).allSatisfy(task -> assertThat(concludeBlocking(task))
                    .containsExactly(ended(TaskState.COMPLETED, text("Hi"), false, "all")));
        }

        @Test
        void rejectsWithTheWordsOfTheAgentThatDeclined() {
            Task task = planned("calendar")
                    .replied("calendar", declined("Only on weekdays"))
                    .task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(ended(
                            TaskState.REJECTED,
                            text("Only on weekdays"),
                            false,
                            "all",
                            missing("calendar", "declined")));
        }

        @Test
        void rejectsInItsOwnWordsWhereTheAgentHasNone() {
            Task task = planned("calendar").replied("calendar", declined()).task();

            List<Event> events = conclude(ALL, task);

            assertThat(message(events).text()).isEqualTo("calendar declined");
        }

        @Test
        void failsNamingTheAgentAndTheReason() {
            Task task = planned("calendar")
                    .replied("calendar", Reply.unavailable(Missing.BREAKER_OPEN))
                    .task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(ended(
                            TaskState.FAILED,
                            text("calendar is not called for now, because its last calls failed"),
                            false,
                            "all",
                            missing("calendar", "breaker-open")));
        }

        @Test
        void failsWithWhatTheAgentItselfSaidOfIt() {
            Reply failed = new Reply.Unavailable(Missing.FAILED, List.of(Part.text("no database"), Part.data(7)));
            Task task = planned("calendar").replied("calendar", failed).task();

            List<Event> events = conclude(ALL, task);

            assertThat(message(events).parts())
                    .containsExactly(Part.text("calendar failed: no database"), Part.data(7));
        }

        @Test
        void failsAsTimedOutWithoutAReplyByTheDeadline() {
            Task task = planned("calendar").task();

            List<Event> events = new Answers(new Policy.All())
                    .conclude(task, Form.TASK, Journaled.DEADLINE, () -> "new")
                    .events();

            assertThat(message(events).text()).isEqualTo("calendar did not answer in time");
        }

        @Test
        void asksWithTheQuestionAsItIs() {
            Part form = Part.data(Map.of("form", "day"));
            Reply asks = new Reply.InputRequired(List.of(Part.text("Which day?"), form), false);
            Task task = planned("calendar").replied("calendar", asks).task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(
                            new Event.StateChanged(NOW, TaskState.INPUT_REQUIRED, says(Part.text("Which day?"), form)));
        }

        @Test
        void asksForCredentials() {
            Reply asks = new Reply.InputRequired(List.of(), true);
            Task task = planned("calendar").replied("calendar", asks).task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(new Event.StateChanged(
                            NOW, TaskState.AUTH_REQUIRED, text("calendar asks for authorization")));
        }
    }

    @Nested
    class WithSeveralSteps {
        @Test
        void mergesWhatEachAgentAnsweredInTheOrderOfThePlan() {
            Task task = planned("intake", "calendar", "photos")
                    .artifact("calendar", Part.text("Tuesday\nWednesday"))
                    .replied("calendar", ANSWERED)
                    .artifact("photos", Part.data(Map.of("count", 3)))
                    .replied("photos", ANSWERED)
                    .replied("intake", said("Worth $18,500"))
                    .task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(
                            answer("intake: Worth $18,500\n\ncalendar:\nTuesday\nWednesday\n\nphotos: see photos"),
                            ended(TaskState.COMPLETED, null, false, "all"));
        }

        @Test
        void keepsWhatAgentsSaidThatIsNotText() {
            Reply data = new Reply.Answered(List.of(Part.data(7)), false);
            Task task =
                    planned("a", "b").replied("a", data).replied("b", ANSWERED).task();

            List<Event> events = conclude(ALL, task);

            assertThat(events.getFirst()).isEqualTo(answer(Part.text("a: done\n\nb: done"), Part.data(7)));
        }

        @Test
        void isPartialAndNamesEveryAgentThatIsMissing() {
            Task task = planned("a", "b", "c", "d")
                    .replied("a", said("one"))
                    .replied("b", Reply.unavailable(Missing.TIMED_OUT))
                    .replied("c", declined("not my field"))
                    .task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(
                            answer("""
                                    a: one

                                    This answer is partial:
                                    - b did not answer in time
                                    - c declined: not my field
                                    - d was cancelled"""),
                            ended(
                                    TaskState.COMPLETED,
                                    null,
                                    true,
                                    "all",
                                    missing("b", "timed-out"),
                                    missing("c", "declined"),
                                    missing("d", "cancelled")));
        }

        @Test
        void tellsTheStepsOfOneAgentApart() {
            Plan plan = Plan.of(List.of(step("echo"), new Step("echo-2", "echo", "hello", List.of())), "caller");
            Task task = planned(plan)
                    .replied("echo", said("one"))
                    .replied("echo-2", said("two"))
                    .task();

            List<Event> events = conclude(ALL, task);

            assertThat(events.getFirst()).isEqualTo(answer("echo: one\n\necho (echo-2): two"));
        }

        @Test
        void failsWithTheReasonsWhenNobodyAnswered() {
            Task task = planned("a", "b")
                    .replied("a", Reply.unavailable(Missing.OVER_LIMIT))
                    .replied("b", declined())
                    .task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(ended(
                            TaskState.FAILED,
                            text("No agent answered:\n- a is over a limit\n- b declined"),
                            false,
                            "all",
                            missing("a", "over-limit"),
                            missing("b", "declined")));
        }

        @Test
        void rejectsWhenAllDeclined() {
            Task task = planned("a", "b")
                    .replied("a", declined())
                    .replied("b", declined())
                    .task();

            List<Event> events = conclude(ALL, task);

            assertThat(events).singleElement().extracting("state").isEqualTo(TaskState.REJECTED);
        }

        @Test
        void isWholeWithTheFirstAnswer() {
            Task task = planned("a", "b", "c")
                    .replied("b", said("two"))
                    .replied("a", Reply.unavailable(Missing.FAILED))
                    .task();

            List<Event> events = conclude(FIRST, task);

            assertThat(events)
                    .containsExactly(
                            answer("b: two\n\nNot in this answer:\n- a failed\n- c was not needed"),
                            ended(
                                    TaskState.COMPLETED,
                                    null,
                                    false,
                                    "first",
                                    missing("a", "failed"),
                                    missing("c", "cancelled")));
        }

        @Test
        void failsBelowTheQuorum() {
            Task task = planned("a", "b", "c")
                    .replied("a", said("one"))
                    .replied("b", Reply.unavailable(Missing.FAILED))
                    .replied("c", Reply.unavailable(Missing.TIMED_OUT))
                    .task();

            List<Event> events = conclude(TWO, task);

            assertThat(events)
                    .containsExactly(ended(
                            TaskState.FAILED,
                            text("1 of 2 needed agents answered. Missing:\n- b failed\n- c did not answer in time"),
                            true,
                            "quorum",
                            missing("b", "failed"),
                            missing("c", "timed-out")));
        }

        @Test
        void namesWhoAsksWhatWhileItWaits() {
            Part form = Part.data(Map.of("form", "car"));
            Task task = planned("a", "b", "c", "d")
                    .replied("a", said("one"))
                    .replied("b", asks("Which day?"))
                    .replied("c", new Reply.InputRequired(List.of(form), false))
                    .replied("d", new Reply.InputRequired(List.of(), true))
                    .task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(new Event.StateChanged(
                            NOW,
                            TaskState.INPUT_REQUIRED,
                            says(
                                    Part.text("b: Which day?"),
                                    Part.text("c asks for input"),
                                    form,
                                    Part.text("d asks for authorization"))));
        }

        @Test
        void waitsForCredentialsWhenNothingElseIsAsked() {
            Reply asks = new Reply.InputRequired(List.of(Part.text("Log in")), true);
            Task task =
                    planned("a", "b").replied("a", asks).replied("b", ANSWERED).task();

            List<Event> events = conclude(ALL, task);

            assertThat(events).containsExactly(new Event.StateChanged(NOW, TaskState.AUTH_REQUIRED, text("a: Log in")));
        }

        @Test
        void doesNotWaitForTheCallerOnceItIsSettled() {
            Task task = planned("a", "b")
                    .replied("a", asks("Which day?"))
                    .replied("b", said("two"))
                    .task();

            List<Event> events = conclude(FIRST, task);

            assertThat(events)
                    .containsExactly(
                            answer("b: two\n\nNot in this answer:\n- a asks for input: Which day?"),
                            ended(TaskState.COMPLETED, null, false, "first", missing("a", "input-required")));
        }
    }

    @Nested
    class WithoutSteps {
        @Test
        void saysWhatThePlanSays() {
            Task task =
                    planned(Plan.nobody("There is nobody for that", "match")).task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(
                            answer("There is nobody for that"), ended(TaskState.COMPLETED, null, false, "all"));
        }

        @Test
        void failsWithoutAPlan() {
            Task task = Journaled.opened("hello").task();

            List<Event> events = conclude(ALL, task);

            assertThat(events)
                    .containsExactly(ended(TaskState.FAILED, text("no agent was chosen in time"), false, "all"));
        }
    }

    @Nested
    class Settled {
        @Test
        void isReachedByTheFirstAnswerButNotByAnotherReply() {
            Journaled task = planned("a", "b").replied("a", declined());
            assertThat(FIRST.settled(task.task())).isFalse();

            task.replied("b", ANSWERED);
            assertThat(FIRST.settled(task.task())).isTrue();
        }

        @Test
        void isReachedByTheAnswersOfTheQuorum() {
            Journaled task = planned("a", "b", "c").replied("a", ANSWERED);
            assertThat(TWO.settled(task.task())).isFalse();

            task.replied("b", ANSWERED);
            assertThat(TWO.settled(task.task())).isTrue();
        }

        @Test
        void isReachedByAllOnlyWithEveryAnswer() {
            Journaled task = planned("a", "b").replied("a", ANSWERED);
            assertThat(ALL.settled(task.task())).isFalse();

            task.replied("b", ANSWERED);
            assertThat(ALL.settled(task.task())).isTrue();
        }

        @Test
        void isNotReachedWithoutAPlan() {
            assertThat(FIRST.settled(Journaled.opened("hello").task())).isFalse();
        }
    }

    @Test
    void leavesEventsThatTheTaskTakes() {
        Task task = planned("a", "b")
                .replied("a", said("one"))
                .replied("b", ANSWERED)
                .task();

        Task after = Task.fold(task.id(), task, conclude(ALL, task));

        assertThat(after.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(after.artifacts().getLast().artifact().id()).isEqualTo("answer");
        assertThat(after.metadata()).containsKey("drover");
    }

    private static List<Event> conclude(Answers answers, Task task) {
        return answers.conclude(task, Form.TASK, NOW, () -> "new").events();
    }

    private static List<Event> concludeBlocking(Task task) {
        return ALL.conclude(task, Form.TASK_OR_MESSAGE, NOW, () -> "new").events();
    }

    private static Reply said(String text) {
        return new Reply.Answered(List.of(Part.text(text)), false);
    }

    private static Reply direct(String text) {
        return new Reply.Answered(List.of(Part.text(text)), true);
    }

    private static Reply asks(String text) {
        return new Reply.InputRequired(List.of(Part.text(text)), false);
    }

    private static Reply declined(String... texts) {
        return new Reply.Declined(List.of(texts).stream().map(Part::text).toList());
    }

    private static Message text(String text) {
        return agentMessage("new", text);
    }

    private static Message says(Part... parts) {
        return Message.of("new", Role.AGENT, List.of(parts)).in("context-1", "task-1");
    }

    private static Event answer(String text) {
        return answer(Part.text(text));
    }

    private static Event answer(Part... parts) {
        return new Event.ArtifactAdded(NOW, "", Artifact.of("answer", List.of(parts)), false, true);
    }

    private static Message message(List<Event> events) {
        return ((Event.Ended) events.getLast()).message();
    }

    private static Map<String, Object> missing(String agent, String reason) {
        return Map.of("agent", agent, "reason", reason);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads it
    private static Event ended(
            TaskState state, Message message, boolean partial, String policy, Map<String, Object>... missing) {
        Map<String, Object> drover = Map.of("partial", partial, "policy", policy, "missing", List.of(missing));
        return new Event.Ended(NOW, state, message, Map.of("drover", drover));
    }
}
