package dev.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.Agent;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchPlannerTest {
    private static final String TOYOTA =
            "I'd like to trade in my 2020 Toyota Camry, 45,000 miles, good condition." + " When could I come in?";

    private final MatchPlanner planner = new MatchPlanner();

    @Test
    void plansForTheAgentsThatTheMessageSpeaksOfInItsOrder() {
        Plan plan = plan(TOYOTA);

        assertThat(plan)
                .isEqualTo(Plan.of(
                        List.of(
                                new Step("vehicle-intake", "vehicle-intake", TOYOTA, List.of()),
                                new Step("calendar", "calendar", TOYOTA, List.of())),
                        "match"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    How much are my cars worth?                                    | vehicle-intake
                    Trading in a pickup                                            | vehicle-intake
                    Please book an appointment for Monday                          | calendar
                    Will it be raining on Monday?                                  | weather
                    echo this                                                      | echo
                    Schedule a visit, and give me an estimate for my vehicle       | calendar, vehicle-intake
                    What are weather conditions when I come in?                    | weather, calendar
                    """)
    void findsTheAgents(String text, String agents) {
        assertThat(names(plan(text))).isEqualTo(List.of(agents.split(", ")));
    }

    @Test
    void findsAgentsByTheNamesOfData() {
        Part form = Part.data(Map.of("request", Map.of("vehicleMake", "Toyota")));
        Message message = Message.of("m", Role.USER, List.of(form));

        Plan plan = planner.plan(message, SomeAgents.ALL);

        assertThat(names(plan)).containsExactly("vehicle-intake");
        assertThat(plan.steps().getFirst().input()).isEmpty();
    }

    @Test
    void saysWhoThereIsWhenNobodyMatches() {
        Plan plan = plan("Sing me a song of 1999");

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.answer())
                .startsWith("No agent matches this message. There are:\n- calendar: Offers and books appraisal appoint")
                .contains("\n- echo: Repeats what it is told\n");
    }

    @Test
    void saysThatThereIsNobody() {
        assertThat(planner.plan(message(TOYOTA), List.of())).isEqualTo(Plan.nobody("There is no agent.", "match"));
    }

    @Test
    void plansForTheOnlyAgentWhateverIsSaid() {
        assertThat(names(planner.plan(message("?"), List.of(SomeAgents.ECHO)))).containsExactly("echo");
    }

    @Test
    void seesThatTheAgentsChanged() {
        Agent music = Agent.of("music", "Sings", List.of("song"), List.of());
        plan("Sing me a song");

        Plan plan = planner.plan(message("Sing me a song"), List.of(SomeAgents.ECHO, music));

        assertThat(names(plan)).containsExactly("music");
    }

    @Test
    void keepsAnAgentWithOneTagBesideOneWithMany() {
        String text = "weather forecast rain Berlin tomorrow picnic conditions day, and a value";

        assertThat(names(plan(text))).containsExactly("weather", "vehicle-intake");
    }

    @Property
    void makesTheSamePlanForTheSameMessage(@ForAll String text) {
        Plan plan = plan(text);

        assertThat(new MatchPlanner().plan(message(text), SomeAgents.ALL)).isEqualTo(plan);
    }

    private Plan plan(String text) {
        return planner.plan(message(text), SomeAgents.ALL);
    }

    private static Message message(String text) {
        return Message.of("m", Role.USER, List.of(Part.text(text)));
    }

    private static List<String> names(Plan plan) {
        return plan.steps().stream().map(Step::agent).toList();
    }
}
