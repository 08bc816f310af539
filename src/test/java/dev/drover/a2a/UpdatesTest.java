package dev.drover.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.Reply;
import dev.drover.message.Artifact;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.plan.Plan;
import dev.drover.plan.Step;
import dev.drover.task.Event;
import dev.drover.task.Recorded;
import dev.drover.task.TaskState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdatesTest {
    private static final String TIME = "'timestamp':'2025-10-28T10:30:00.005Z'";
    private static final String WORKING =
            "{'statusUpdate':{'taskId':'t','contextId':'c','status':{'state':'TASK_STATE_WORKING'," + TIME + "}}}";

    @Test
    void showsProgressAsWorking() {
        assertThat(frame(new Event.Progress(Tasks.AT, "s", Tasks.said("m", Role.AGENT, "one"))))
                .isEqualTo("{'statusUpdate':{'taskId':'t','contextId':'c','status':{'state':'TASK_STATE_WORKING',"
                        + "'message':{'messageId':'m','contextId':'c','taskId':'t','role':'ROLE_AGENT','parts':[{'text':'one'}]},"
                        + TIME + "}}}");
    }

    @Test
    void showsArtifactsAndTheirChunks() {
        Artifact artifact = Artifact.of("a", List.of(Part.text("x")));

        assertThat(frame(new Event.ArtifactAdded(Tasks.AT, "s", artifact, false, false)))
                .isEqualTo("{'artifactUpdate':{'taskId':'t','contextId':'c',"
                        + "'artifact':{'artifactId':'a','parts':[{'text':'x'}]}}}");
        assertThat(frame(new Event.ArtifactAdded(Tasks.AT, "s", artifact, true, true)))
                .endsWith(",'append':true,'lastChunk':true}}");
    }

    @Test
    void showsTheEndWithItsMetadata() {
        assertThat(frame(new Event.Ended(Tasks.AT, TaskState.FAILED, null, Map.of("drover", 1))))
                .isEqualTo("{'statusUpdate':{'taskId':'t','contextId':'c','status':{'state':'TASK_STATE_FAILED'," + TIME
                        + "},'metadata':{'drover':1}}}");
    }

    @Test
    void showsAWaitingTaskAndItsWayBackToWork() {
        assertThat(frame(new Event.StateChanged(Tasks.AT, TaskState.AUTH_REQUIRED, null)))
                .contains("'state':'TASK_STATE_AUTH_REQUIRED'");
        assertThat(frame(new Event.MessageAdded(Tasks.AT, Tasks.said("m", Role.USER, "more"), Tasks.AT)))
                .isEqualTo(WORKING);
    }

    @Test
    void showsThatASubmittedTaskIsTaken() {
        assertThat(frame(new Event.Taken(Tasks.AT, "r", 1))).isEqualTo(WORKING);
    }

    @Test
    void showsADirectAnswerAsACompletedTask() {
        assertThat(frame(new Event.AnsweredDirectly(Tasks.AT, Tasks.said("m", Role.AGENT, "hi"))))
                .contains("'state':'TASK_STATE_COMPLETED','message':{'messageId':'m'");
    }

    static Stream<Event> hidden() {
        Step step = new Step("s", "agent", "hi", List.of());
        return Stream.of(
                Tasks.opened(),
                new Event.Planned(Tasks.AT, Plan.of(List.of(step), "match")),
                new Event.StepAdded(Tasks.AT, step),
                new Event.Taken(Tasks.AT, "r", 2),
                new Event.Replied(Tasks.AT, "s", Reply.answered()),
                new Event.Note(Tasks.AT, "x"));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void hidesWhatATaskDoesNotShow(Event event) {
        assertThat(new A2aWriter().eventFrame(to(Binding.HTTP_JSON), "t", "c", new Recorded(1, event)))
                .isEmpty();
    }

    @Test
    void wrapsEachFrameForJsonRpc() {
        Recorded taken = new Recorded(2, new Event.Taken(Tasks.AT, "r", 1));

        byte[] frame = new A2aWriter()
                .eventFrame(to(Binding.JSON_RPC), "t", "c", taken)
                .orElseThrow();

        assertThat(new String(frame, StandardCharsets.UTF_8))
                .isEqualTo(Requests.text("{'jsonrpc':'2.0','id':\"x\",'result':" + WORKING + "}"));
    }

    private static String frame(Event event) {
        byte[] frame = new A2aWriter()
                .eventFrame(to(Binding.HTTP_JSON), "t", "c", new Recorded(1, event))
                .orElseThrow();
        return new String(frame, StandardCharsets.UTF_8).replace('"', '\'');
    }

    private static Return to(Binding binding) {
        return new Return(binding, Operation.SUBSCRIBE_TO_TASK, "\"x\"", false, List.of());
    }
}
