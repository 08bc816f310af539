package dev.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.agent.Agents;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.refusal.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannersTest {
    private final Agents agents = () -> SomeAgents.ALL;

    @Test
    void plansAsConfiguredWhereNobodyIsNamed() {
        Plan plan = new Planners(agents, "*", new AllPlanner()).plan(message(Map.of()), name -> true);

        assertThat(plan.planner()).isEqualTo("all");
        assertThat(plan.steps()).extracting(Step::id).containsExactly("calendar", "echo", "vehicle-intake", "weather");
    }

    @Test
    void plansForThoseThatTheCallerNames() {
        Plan plan = new Planners(agents, "*", new AllPlanner())
                .plan(message(Map.of("agents", List.of("echo"))), name -> true);

        assertThat(plan.planner()).isEqualTo("caller");
        assertThat(plan.steps()).extracting(Step::id).containsExactly("echo");
    }

    @Test
    void plansOnlyForAgentsThatAreAllowed() {
        Plan plan = new Planners(agents, "weather, echo", new AllPlanner()).plan(message(Map.of()), name -> true);

        assertThat(plan.steps()).extracting(Step::id).containsExactly("echo", "weather");
    }

    @Test
    void refusesANamedAgentThatIsNotAllowed() {
        Planners planners = new Planners(agents, "weather, echo", new AllPlanner());

        assertThatThrownBy(() -> planners.plan(message(Map.of("agents", List.of("calendar"))), name -> true))
                .isInstanceOf(Refusal.class)
                .hasMessage("message.metadata.agents: there is no agent calendar; there are: echo, weather");
    }

    @Test
    void saysThatThereIsNobody() {
        Plan plan = new Planners(List::of, "*", new AllPlanner()).plan(message(Map.of()), name -> true);

        assertThat(plan).isEqualTo(Plan.nobody("There is no agent.", "all"));
    }

    @Test
    void refusesASettingThatAllowsNobody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Planners(agents, " , ", new AllPlanner()))
                .withMessage("plan.agents is * or at least one name");
    }

    private static Message message(Map<String, Object> metadata) {
        return new Message("m", Role.USER, List.of(Part.text("hi")), null, null, metadata, List.of(), List.of());
    }
}
