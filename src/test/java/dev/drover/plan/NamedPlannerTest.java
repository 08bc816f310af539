package dev.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.refusal.Reason;
import dev.drover.refusal.Refusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedPlannerTest {
    private static final String FORM =
            "message.metadata.agents: is a list of agents' names, or a list of such lists," + " one for each wave";

    private final NamedPlanner planner = new NamedPlanner();

    @Test
    void callsTheNamedAgentsInOneWave() {
        Plan plan = plan(List.of("weather", "calendar"));

        assertThat(plan).isEqualTo(Plan.of(List.of(step("weather"), step("calendar")), "caller"));
    }

    @Test
    void callsAWaveAfterAllOfTheWaveBefore() {
        Plan plan = plan(List.of(List.of("weather", "calendar"), List.of("echo"), List.of("vehicle-intake")));

        assertThat(plan.steps())
                .containsExactly(
                        step("weather"),
                        step("calendar"),
                        step("echo", "weather", "calendar"),
                        step("vehicle-intake", "echo"));
    }

    @Test
    void passesOverAnEmptyWave() {
        Plan plan = plan(List.of(List.of("weather"), List.of(), List.of("echo")));

        assertThat(plan.steps()).containsExactly(step("weather"), step("echo", "weather"));
    }

    @Test
    void givesEachCallOfAnAgentItsOwnId() {
        Plan plan = plan(List.of("echo", "echo", "echo"));

        assertThat(plan.steps()).extracting(Step::id).containsExactly("echo", "echo-2", "echo-3");
        assertThat(plan.steps()).extracting(Step::agent).containsOnly("echo");
    }

    @Test
    void refusesAnAgentThatThereIsNot() {
        assertRefused(
                List.of("echo", "piano"),
                "message.metadata.agents: there is no agent piano;"
                        + " there are: calendar, echo, vehicle-intake, weather");
    }

    @Test
    void repeatsOnlyTheBeginningOfALongName() {
        assertThatThrownBy(() -> plan(List.of("x".repeat(1000))))
                .hasMessageContaining("there is no agent " + "x".repeat(64) + "...;");
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoListOfNames(Object agents) {
        assertRefused(agents, FORM);
    }

    static Stream<Object> refusesWhatIsNoListOfNames() {
        return Stream.of(
                "echo",
                1,
                Map.of("echo", true),
                List.of(1),
                List.of("echo", List.of("echo")),
                List.of(List.of("echo"), "echo"),
                List.of(List.of(List.of("echo"))),
                Collections.singletonList(null));
    }

    @Test
    void refusesToCallNobody() {
        assertRefused(List.of(), "message.metadata.agents: names 1 to 100 agents, not 0");
        assertRefused(List.of(List.of()), "message.metadata.agents: names 1 to 100 agents, not 0");
    }

    @Test
    void callsAtMostAHundred() {
        assertThat(plan(Collections.nCopies(100, "echo")).steps()).hasSize(100);
        assertRefused(Collections.nCopies(101, "echo"), "message.metadata.agents: names 1 to 100 agents, not 101");
    }

    @Test
    void appliesOnlyToMessagesThatNameAgents() {
        Map<String, Object> none = new HashMap<>();
        none.put("agents", null);

        assertThat(planner.appliesTo(message(Map.of()))).isFalse();
        assertThat(planner.appliesTo(message(none))).isFalse();
        assertThat(planner.appliesTo(message(Map.of("agents", 1)))).isTrue();
    }

    private Plan plan(Object agents) {
        return planner.plan(message(Map.of("agents", agents)), SomeAgents.ALL);
    }

    private void assertRefused(Object agents, String text) {
        assertThatThrownBy(() -> plan(agents)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.INVALID_PARAMS);
            assertThat(refusal.text()).isEqualTo(text);
        });
    }

    private static Message message(Map<String, Object> metadata) {
        return new Message("m", Role.USER, List.of(Part.text("hi")), null, null, metadata, List.of(), List.of());
    }

    private static Step step(String agent, String... after) {
        return new Step(agent, agent, "hi", List.of(after));
    }
}
