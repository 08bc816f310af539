package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.entry.Entry;
import dev.drover.message.Message;
import dev.drover.settings.InvalidSetting;
import dev.drover.task.Event;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code agents.<name>.hedge}: a second call beside one that takes longer than usual. */
class HedgeTest {
    private static final Script SCRIPT = new Script();
    private static LocalDrover drover;

    /** The bean behind the agents: the first call of a task, the second, and the others. */
    public static final class Script {
        private volatile CountDownLatch first = new CountDownLatch(0);
        private volatile CountDownLatch second = new CountDownLatch(0);
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();

        public void act(Exchange exchange) throws InterruptedException {
            int call = calls.incrementAndGet();
            try {
                if (call == 1) {
                    first.await();
                } else if (call == 2) {
                    second.await();
                    first.countDown();
                }
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
            exchange.getMessage().setBody("call " + call);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        drover =
                new LocalDrover(Map.of("routes.include", "src/test/resources/routes/hedged"), Map.of("script", SCRIPT));
        for (int i = 0; i < 20; i++) {
            drover.send("go", "hedged");
            drover.send("go", "narrow");
        }
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @BeforeEach
    void forget() {
        SCRIPT.calls.set(0);
        SCRIPT.interrupted.set(0);
    }

    private static List<String> notes(Task task) {
        return drover.events(task).stream()
                .filter(Event.Note.class::isInstance)
                .map(event -> ((Event.Note) event).text())
                .filter(text -> text.contains(" call"))
                .toList();
    }

    private static String answer(Task task) {
        return Message.textOf(task.artifacts().getLast().artifact().parts());
    }

    @Test
    void theSecondCallAnswersWhereTheFirstHangs() {
        SCRIPT.first = new CountDownLatch(1000);
        SCRIPT.second = new CountDownLatch(0);

        Task task = drover.send("go", "hedged");

        assertThat(answer(task)).isEqualTo("call 2");
        Awaitility.await().until(() -> SCRIPT.interrupted.get() == 1);
        assertThat(notes(task))
                .satisfiesExactly(
                        begun -> assertThat(begun)
                                .matches("hedged is called a second time, after \\d+ ms without an answer"),
                        ended -> assertThat(ended)
                                .matches("hedged answered the second call, after \\d+ ms; the first is cancelled"));
    }

    @Test
    void theFirstCallMayStillBeTheFirstToAnswer() {
        SCRIPT.first = new CountDownLatch(1);
        SCRIPT.second = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            Awaitility.await().until(() -> SCRIPT.calls.get() == 2);
            SCRIPT.first.countDown();
        });

        Task task = drover.send("go", "hedged");

        assertThat(answer(task)).isEqualTo("call 1");
        Awaitility.await().until(() -> SCRIPT.interrupted.get() == 1);
        assertThat(notes(task).getLast()).contains("answered the first call", "the second is cancelled");
    }

    @Test
    void whatTheLoserShowsIsNotShown() {
        SCRIPT.first = new CountDownLatch(1000);
        SCRIPT.second = new CountDownLatch(0);

        Task task = drover.send("go", "hedged");

        assertThat(drover.events(task).stream().filter(Event.Progress.class::isInstance))
                .hasSize(1);
        assertThat(task.artifacts()).hasSize(1);
    }

    @Test
    void whileTooFewCallsAreKnownEachIsMadeOnce() {
        SCRIPT.first = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            Awaitility.await().until(() -> SCRIPT.calls.get() == 1);
            SCRIPT.first.countDown();
        });

        Task task = drover.send("go", "fresh");

        assertThat(answer(task)).isEqualTo("call 1");
        assertThat(notes(task)).isEmpty();
    }

    @Test
    void withoutAPlaceForTheSecondTheFirstGoesOnAlone() {
        SCRIPT.first = new CountDownLatch(1);
        Task begun = drover.request(LocalDrover.message("go", "narrow"), Entry.Wait.NONE);
        Awaitility.await().until(() -> notes(begun).size() == 1);

        SCRIPT.first.countDown();

        Awaitility.await().until(() -> drover.task(begun.id()).state() == TaskState.COMPLETED);
        Task task = drover.task(begun.id());
        assertThat(answer(task)).isEqualTo("call 1");
        assertThat(SCRIPT.calls).hasValue(1);
        assertThat(notes(task).getLast()).endsWith("the second found no room");
    }

    @Test
    void isForIdempotentAgentsThatAreNotRemoteTasksOrModels() {
        assertThatThrownBy(() ->
                        start(Map.of("agents.a.kind", "uri", "agents.a.uri", "bean:script", "agents.a.hedge", "true")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("agent-a: hedge is for an agent with idempotent = true, which gets a call twice");
        assertThatThrownBy(() -> start(
                        Map.of("agents.a.kind", "a2a", "agents.a.url", "http://127.0.0.1:1", "agents.a.hedge", "true")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("agents.a.hedge is only for kind = uri and for route files");
    }

    private static void start(Map<String, String> settings) throws Exception {
        new LocalDrover(settings, Map.of("script", SCRIPT)).close();
    }
}
