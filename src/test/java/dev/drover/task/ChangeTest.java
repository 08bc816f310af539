package dev.drover.task;

import static dev.drover.task.Journaled.DEADLINE;
import static dev.drover.task.Journaled.OPENED;
import static dev.drover.task.Journaled.agentMessage;
import static dev.drover.task.Journaled.planned;
import static dev.drover.task.Journaled.userMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drover.agent.Reply;
import dev.drover.identity.Caller;
import dev.drover.message.Artifact;
import dev.drover.message.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final Instant LATER = OPENED.plusSeconds(60);
    private static final Task BEFORE = planned("a").task();

    @Test
    void opensATaskThatIsNotThere() {
        Event opened = new Event.Opened(OPENED, new Caller("alice"), "c", userMessage("m1", "hi"), DEADLINE);

        Change change = Change.open("task-1", List.of(opened));

        assertThat(change.taskId()).isEqualTo("task-1");
        assertThat(change.expected()).isZero();
        assertThat(change.movesIndex()).isTrue();
    }

    @Test
    void expectsTheTaskAtTheEventThatItWasMadeFor() {
        Change change = Change.of(BEFORE, List.of(new Event.Note(LATER, "x"), new Event.Note(LATER, "y")));

        assertThat(change.expected()).isEqualTo(BEFORE.sequence());
        assertThat(change.after().sequence()).isEqualTo(BEFORE.sequence() + 2);
    }

    @Test
    void movesTheIndexWithTheStateAndItsTime() {
        assertThat(moves(new Event.Ended(LATER, TaskState.COMPLETED, null, Map.of())))
                .isTrue();
        assertThat(moves(new Event.Progress(LATER, "a", agentMessage("p", "hm"))))
                .isTrue();
        assertThat(moves(new Event.AnsweredDirectly(LATER, agentMessage("d", "hi"))))
                .isTrue();
    }

    @Test
    void leavesTheIndexWhereTheStateStays() {
        Artifact artifact = Artifact.of("a", List.of(Part.text("1")));

        assertThat(moves(new Event.ArtifactAdded(LATER, "a", artifact, false, true)))
                .isFalse();
        assertThat(moves(new Event.Replied(LATER, "a", Reply.answered()))).isFalse();
        assertThat(moves(new Event.Note(LATER, "x"))).isFalse();
    }

    @Test
    void hasAtLeastOneEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Change.of(BEFORE, List.of()))
                .withMessage("a change has at least one event");
    }

    private static boolean moves(Event event) {
        return Change.of(BEFORE, List.of(event)).movesIndex();
    }
}
