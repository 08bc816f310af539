package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.Missing;
import dev.drover.agent.Reply;
import dev.drover.entry.Entry;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The guard around every agent, as routes/templates/call.camel.yaml makes it. */
class CallGuardTest {
    private static final Script SCRIPT = new Script();
    private static LocalDrover drover;

    private Part part;

    @BeforeAll
    static void start() throws Exception {
        drover = new LocalDrover(
                Map.of("routes.include", "src/test/resources/routes/guarded"), Map.of("script", SCRIPT));
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @AfterEach
    void letGo() {
        part.release.countDown();
    }

    @Test
    void triesAgainAfterAFailureThatMayPass() {
        agentsDo(() -> part.calls.get() < 3 ? fail(new IOException("reset")) : "at last");

        Task task = drover.send("go", "scripted");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(part.calls).hasValue(3);
    }

    @Test
    void doesNotTryAgainWhatTheAgentWillSayAgain() {
        agentsDo(() -> fail(new HttpOperationFailedException("http:x", 404, "Not Found", null, Map.of(), "")));

        Task task = drover.send("go", "scripted");

        assertThat(missing(task)).isEqualTo(Missing.FAILED);
        assertThat(part.calls).hasValue(1);
    }

    @Test
    void givesUpAfterItsRetries() {
        agentsDo(() -> fail(new IOException("reset")));

        Task task = drover.send("go", "scripted");

        assertThat(missing(task)).isEqualTo(Missing.FAILED);
        assertThat(part.calls).hasValue(3);
    }

    @Test
    void interruptsAnAgentThatIsLate() {
        AtomicInteger interrupted = new AtomicInteger();
        agentsDo(() -> {
            try {
                part.release.await();
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
            return "too late";
        });

        Task task = drover.send("go", "hasty");

        assertThat(missing(task)).isEqualTo(Missing.TIMED_OUT);
        Awaitility.await().until(() -> interrupted.get() == 1);
        assertThat(part.calls).hasValue(1);
    }

    @Test
    void opensTheBreakerWhenHalfOfTheCallsFail() {
        agentsDo(() -> fail(new IOException("reset")));
        for (int i = 0; i < 10; i++) {
            drover.send("go", "fragile");
        }

        Task task = drover.send("go", "fragile");

        assertThat(missing(task)).isEqualTo(Missing.BREAKER_OPEN);
        assertThat(part.calls).hasValue(10);
        assertThat(task.status().message().text()).contains("fragile");
    }

    @Test
    void tellsACallOverTheLimitAsThatAndLeavesTheBreakerClosed() {
        agentsDo(this::waitForRelease);
        drover.request(LocalDrover.message("go", "narrow"), Entry.Wait.NONE);
        Awaitility.await().until(() -> part.calls.get() == 1);

        for (int i = 0; i < 25; i++) {
            assertThat(missing(drover.send("go", "narrow"))).isEqualTo(Missing.OVER_LIMIT);
        }

        part.release.countDown();
        agentsDo(() -> "free again");
        Awaitility.await().until(() -> drover.send("go", "narrow").state() == TaskState.COMPLETED);
    }

    @Test
    void doesNotHoldAgainstAnAgentThatItsCallsWereCancelled() throws Exception {
        agentsDo(this::waitForRelease);
        for (int i = 0; i < 12; i++) {
            Task task = drover.request(LocalDrover.message("go", "unrepeated"), Entry.Wait.NONE);
            int begun = i + 1;
            Awaitility.await().until(() -> part.calls.get() == begun);
            drover.cancel(task.id());
        }

        agentsDo(() -> "well");

        assertThat(drover.send("go", "unrepeated").state()).isEqualTo(TaskState.COMPLETED);
    }

    private static Missing missing(Task task) {
        Reply reply = task.replies().values().iterator().next();
        return ((Reply.Unavailable) reply).missing();
    }

    private String waitForRelease() throws InterruptedException {
        part.release.await();
        return "released";
    }

    private static String fail(Exception cause) throws Exception {
        throw cause;
    }

    private void agentsDo(Callable<String> what) {
        part = new Part(what);
        SCRIPT.part = part;
    }

    /** What the agents do in one test. */
    private static final class Part {
        private final AtomicInteger calls = new AtomicInteger();
        private final CountDownLatch release = new CountDownLatch(1);
        private final Callable<String> what;

        Part(Callable<String> what) {
            this.what = what;
        }
    }

    /** The bean behind the agents' routes. */
    public static final class Script {
        private volatile Part part;

        public void act(Exchange exchange) throws Exception {
            Part now = part;
            now.calls.incrementAndGet();
            exchange.getMessage().setBody(now.what.call());
        }
    }
}
