package dev.drover.wiring.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.agent.Agent;
import dev.drover.agent.CallSettings;
import dev.drover.agent.Missing;
import dev.drover.agent.OnAmbiguity;
import dev.drover.agent.Reply;
import dev.drover.entry.Entry;
import dev.drover.identity.Caller;
import dev.drover.message.Message;
import dev.drover.plan.Step;
import dev.drover.settings.InvalidSetting;
import dev.drover.task.Task;
import dev.drover.task.TaskState;
import dev.drover.wiring.LocalDrover;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
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

/** {@code agents.<name>.instead}: another agent answers where one gives no reply, and the answer says so. */
class StandInTest {
    private static final Script SCRIPT = new Script();
    private static LocalDrover drover;

    /** The bean behind the agents. */
    public static final class Script {
        private final AtomicInteger broken = new AtomicInteger();
        private volatile CountDownLatch release = new CountDownLatch(0);
        private volatile boolean spareBroken;

        public void fail() throws IOException {
            broken.incrementAndGet();
            throw new IOException("reset");
        }

        public void stand(Exchange exchange) throws IOException {
            if (spareBroken) {
                throw new IOException("reset");
            }
            exchange.getMessage()
                    .setBody("spare heard: " + exchange.getMessage().getBody(String.class));
        }

        public void hold(Exchange exchange) throws InterruptedException {
            release.await();
            exchange.getMessage().setBody("at last");
        }

        public void decline(Exchange exchange) {
            exchange.getMessage().setHeader("AgentOutcome", "failed");
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("routes.include", "src/test/resources/routes/standing-in");
        settings.put("authenticate.keys.all.key", "all");
        settings.put("authenticate.keys.some.key", "some");
        settings.put("authenticate.keys.some.agents", "*, !spare");
        drover = new LocalDrover(settings, Map.of("script", SCRIPT));
    }

    @AfterAll
    static void stop() {
        drover.close();
    }

    @BeforeEach
    void mend() {
        SCRIPT.spareBroken = false;
        SCRIPT.broken.set(0);
        for (String agent : List.of("broken", "fragile", "spare")) {
            drover.camel()
                    .getRegistry()
                    .lookupByNameAndType("breaker-" + agent, CircuitBreaker.class)
                    .reset();
        }
    }

    private static Task send(String key, Entry.Wait wait, String... agents) {
        Entry entry = new Entry("test", Map.of("x-api-key", key), null, wait, null);
        return drover.request(LocalDrover.message("go", agents), entry);
    }

    private static Task send(String... agents) {
        return send("all", Entry.Wait.END, agents);
    }

    private static Task task(Task begun) {
        return drover.task(begun.id(), new Caller("all"));
    }

    private static String answer(Task task) {
        return Message.textOf(task.artifacts().getLast().artifact().parts());
    }

    @Test
    void answersWhereRetriesAreSpentAndTheAnswerSaysWho() {
        Task task = send("broken");

        assertThat(SCRIPT.broken).hasValue(2);
        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(answer(task)).isEqualTo("spare heard: go");
        assertThat(task.plan().steps()).extracting(Step::agent).containsExactly("broken", "spare");
        assertThat(task.replies())
                .containsEntry("broken", new Reply.HandedOver("spare", "spare", Missing.FAILED))
                .containsEntry("spare", Reply.answered());
        assertThat(task.metadata().get("drover"))
                .isEqualTo(Map.of(
                        "partial",
                        false,
                        "policy",
                        "all",
                        "missing",
                        List.of(),
                        "instead",
                        List.of(Map.of("agent", "broken", "reason", "failed", "by", "spare"))));
    }

    @Test
    void answersWhileTheBreakerIsOpen() {
        for (int i = 0; i < 10; i++) {
            send("fragile");
        }
        SCRIPT.broken.set(0);

        Task task = send("fragile");

        assertThat(SCRIPT.broken).hasValue(0);
        assertThat(answer(task)).isEqualTo("spare heard: go");
        assertThat(task.metadata().toString()).contains("agent=fragile", "reason=breaker-open", "by=spare");
    }

    @Test
    void doesNotWaitForTheRestOfTheWave() {
        SCRIPT.release = new CountDownLatch(1);
        Task begun = send("all", Entry.Wait.NONE, "patient", "broken");

        Awaitility.await().until(() -> task(begun).replies().containsKey("spare"));
        SCRIPT.release.countDown();
        Awaitility.await().until(() -> task(begun).state() == TaskState.COMPLETED);

        assertThat(answer(task(begun))).isEqualTo("patient: at last\n\nspare (in place of broken): spare heard: go");
    }

    @Test
    void twoOfAWaveMayHaveTheSame() {
        Task task = send("broken", "broken");

        assertThat(task.state()).isEqualTo(TaskState.COMPLETED);
        assertThat(task.plan().steps())
                .extracting(Step::id)
                .containsExactlyInAnyOrder("broken", "broken-2", "spare", "spare-2");
        assertThat(task.replies().values().stream().filter(Reply.Answered.class::isInstance))
                .hasSize(2);
    }

    @Test
    void whereItFailsTooBothAreNamed() {
        SCRIPT.spareBroken = true;

        Task task = send("broken");

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.status().message().text()).isEqualTo("spare (in place of broken) failed");
        assertThat(task.metadata().toString()).contains("missing=[{", "agent=spare", "instead=[{", "agent=broken");
    }

    @Test
    void handsAStepOverFiveTimesAtMost() {
        Task task = send("ring");

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.plan().steps()).extracting(Step::agent).hasSize(6).containsOnly("ring");
        assertThat(task.replies().values().stream().filter(Reply.HandedOver.class::isInstance))
                .hasSize(5);
        assertThat(task.replies().get("ring-6")).isInstanceOf(Reply.Unavailable.class);
    }

    @Test
    void isNotCalledForACallerWhoMayNotReachIt() {
        Task task = send("some", Entry.Wait.END, "broken");

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.replies()).containsOnlyKeys("broken");
    }

    @Test
    void isNotCalledWhereTheAgentItselfSaysThatItFailed() {
        Task task = send("honest");

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(task.replies()).containsOnlyKeys("honest");
    }

    @Test
    void isAnAgentThatThereIs() {
        assertThatThrownBy(() -> StandIns.check(List.of(agent("weather", "almanac"))))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("agent weather has instead = almanac, but there is no agent of that name");
    }

    @Test
    void isAnotherAgent() {
        assertThatThrownBy(() -> StandIns.check(List.of(agent("weather", "weather"))))
                .hasMessage("agent weather has instead = weather, but nobody stands in for himself");
    }

    @Test
    void hasNoneOfItsOwn() {
        List<Agent> chain = List.of(agent("a", "b"), agent("b", "c"), agent("c", null));
        List<Agent> ring = List.of(agent("a", "b"), agent("b", "a"));

        assertThatThrownBy(() -> StandIns.check(chain))
                .hasMessage("agent a has instead = b, which itself has c instead; there is one stand-in, and no more");
        assertThatThrownBy(() -> StandIns.check(ring)).isInstanceOf(InvalidSetting.class);
    }

    @Test
    void ofAnAgentThatComesLaterMayComeLaterStillButFormsNoChain() {
        assertThatCode(() -> StandIns.checkNew(agent("a", "b"), List.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> StandIns.checkNew(agent("a", "a"), List.of())).isInstanceOf(InvalidSetting.class);
        assertThatThrownBy(() -> StandIns.checkNew(agent("a", "b"), List.of(agent("b", "c"))))
                .isInstanceOf(InvalidSetting.class);
        assertThatThrownBy(() -> StandIns.checkNew(agent("b", "c"), List.of(agent("a", "b"))))
                .isInstanceOf(InvalidSetting.class);
    }

    @Test
    void stopsTheStartWhereItIsWrong() {
        Map<String, String> settings = new HashMap<>();
        settings.put("agents.weather.kind", "uri");
        settings.put("agents.weather.uri", "bean:script?method=fail");
        settings.put("agents.weather.instead", "almanac");

        assertThatThrownBy(() -> new LocalDrover(settings, Map.of("script", SCRIPT)).close())
                .hasMessage("agent weather has instead = almanac, but there is no agent of that name");
    }

    private static Agent agent(String name, String instead) {
        CallSettings calls =
                new CallSettings(Duration.ofSeconds(1), 0, 1, false, OnAmbiguity.RETRY, instead, false, false, 1);
        return new Agent(name, name, List.of(), List.of(), List.of(), List.of(), calls);
    }
}
