package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.answer.Form;
import dev.drover.task.Change;
import dev.drover.task.Event;
import dev.drover.task.Samples;
import dev.drover.task.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningTest {
    private final Running running = new Running();
    private final Task task =
            Samples.open("t1", Samples.ALICE, "c1", Samples.NOON).after();

    private static Assignment assignment(Task task) {
        return new Assignment(task, Form.TASK, true);
    }

    private Task takenAgain() {
        return Change.of(task, List.of(new Event.Taken(Samples.NOON, "replica-2", 2)))
                .after();
    }

    @Test
    void oneTakingIsWorkedOnOnce() {
        assertThat(running.begin(assignment(task))).isTrue();
        assertThat(running.begin(assignment(task))).isFalse();
        assertThat(running.size()).isEqualTo(1);
    }

    @Test
    void aLaterTakingBeginsThoughTheEarlierOneIsStillOnItsWayOut() {
        Assignment parked = assignment(task);
        Assignment next = assignment(takenAgain());
        running.begin(parked);

        boolean began = running.begin(next);
        running.end(parked);

        assertThat(began).isTrue();
        assertThat(running.find("t1")).isSameAs(next);
    }

    @Test
    void anEarlierTakingDoesNotBeginBesideALaterOne() {
        Assignment next = assignment(takenAgain());
        running.begin(next);

        assertThat(running.begin(assignment(task))).isFalse();
        assertThat(running.find("t1")).isSameAs(next);
    }

    @Test
    void aTaskIsOwnedUntilItIsTakenAgainOrLost() {
        Assignment assignment = assignment(task);
        assertThat(assignment.owns(task)).isTrue();
        assertThat(assignment.owns(takenAgain())).isFalse();

        assignment.lose();

        assertThat(assignment.owns(task)).isFalse();
        assertThat(assignment.over()).isTrue();
    }
}
