package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Policies and deadlines on the real routes, with agents of which some never answer. */
class PoliciesTest {
    private final Script script = new Script();

    @Test
    void theFirstAnswerEndsTheTaskAndTheOtherCallsAreInterrupted() throws Exception {
        try (LocalDrover drover = drover(Map.of("answer.policy", "first"))) {
            Task task = drover.send("go", "fragile", "scripted");

            assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
            assertThat(task.metadata().toString()).contains("policy=first", "agent=scripted", "reason=cancelled");
            Awaitility.await().until(() -> script.interrupted.getCount() == 0);
        }
    }

    @Test
    void aQuorumOfAnswersEndsTheTask() throws Exception {
        try (LocalDrover drover = drover(Map.of("answer.policy", "quorum", "answer.quorum", "2"))) {
            Task task = drover.send("go", "fragile", "scripted", "unrepeated");

            assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
            assertThat(task.metadata().toString()).contains("policy=quorum", "scripted", "cancelled");
            assertThat(task.replies().values().stream().filter(Reply.Answered.class::isInstance))
                    .hasSize(2);
        }
    }

    @Test
    void whoIsMissingAtTheTasksDeadlineHasTimedOut() throws Exception {
        try (LocalDrover drover = drover(Map.of("task.deadline", "500ms"))) {
            Task task = drover.send("go", "fragile", "scripted");

            assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
            assertThat(task.replies().get("scripted")).isEqualTo(Reply.unavailable(Missing.TIMED_OUT));
            assertThat(task.artifacts().getLast().artifact().parts().toString()).contains("scripted");
        }
    }

    private LocalDrover drover(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("routes.include", "src/test/resources/routes/guarded");
        return new LocalDrover(all, Map.of("script", script));
    }

    /** {@code scripted} never answers; the others do once it has begun. */
    public static final class Script {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        public void act(Exchange exchange) throws InterruptedException {
            if (exchange.getFromRouteId().equals("agent-scripted")) {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
            begun.await();
            exchange.getMessage().setBody("done");
        }
    }
}
