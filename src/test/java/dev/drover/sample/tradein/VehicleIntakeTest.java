package dev.drover.sample.tradein;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VehicleIntakeTest {
    private static final Clock IN_2026 = Clock.fixed(Instant.parse("2026-11-24T14:00:00Z"), ZoneOffset.UTC);

    private final VehicleIntake intake = new VehicleIntake(IN_2026);

    @Test
    void valuesTheCarOfOneSentence() {
        Description car = intake.read(
                "I'd like to trade in my 2020 Toyota Camry, 45,000 miles, good condition. When could I come in?",
                Map.of(),
                List.of());

        List<Part> answer = intake.value(car);

        assertThat(intake.isComplete(car)).isTrue();
        assertThat(Message.textOf(answer))
                .isEqualTo("Your 2020 Toyota Camry with 45,000 miles in good condition is worth about $16,400"
                        + " (range $15,100 to $17,700).");
        assertThat(dataOf(answer))
                .containsExactly(
                        Map.entry("year", 2020),
                        Map.entry("make", "Toyota"),
                        Map.entry("model", "Camry"),
                        Map.entry("mileage", 45000),
                        Map.entry("condition", "good"),
                        Map.entry("currency", "USD"),
                        Map.entry("low", 15100),
                        Map.entry("estimate", 16400),
                        Map.entry("high", 17700));
    }

    @Test
    void dataWinsOverText() {
        Description car = intake.read(
                "My 2020 Toyota Camry, 45,000 miles, good",
                Map.of("year", 2018, "mileage", "60,000", "condition", "Fair"),
                List.of());

        assertThat(car.vehicle()).contains(new Vehicle(2018, "Toyota", "Camry", 60000, Condition.FAIR));
    }

    @Test
    void dataAloneIsEnough() {
        Description car = intake.read(
                "",
                Map.of(
                        "year",
                        "2019",
                        "make",
                        "honda",
                        "model",
                        "Civic",
                        "mileage",
                        50000,
                        "unit",
                        "km",
                        "condition",
                        "good"),
                List.of());

        assertThat(car.vehicle()).contains(new Vehicle(2019, "Honda", "Civic", 31069, Condition.GOOD));
    }

    @Test
    void asksForEverythingThatIsMissingInOneQuestion() {
        Description car = intake.read("What is my 2020 Toyota Camry worth?", Map.of(), List.of());

        List<Part> question = intake.ask(car);

        assertThat(intake.isComplete(car)).isFalse();
        assertThat(Message.textOf(question))
                .isEqualTo(
                        "Please tell me its mileage (in miles or km) and condition (excellent, good, fair or poor).");
        assertThat(dataOf(question))
                .containsEntry("missing", List.of("mileage", "condition"))
                .containsEntry("known", Map.of("year", 2020, "make", "Toyota", "model", "Camry"));
    }

    @Test
    void asksForAllOfItWhenNothingIsSaid() {
        List<Part> question = intake.ask(intake.read("I want to sell my car", Map.of(), List.of()));

        assertThat(Message.textOf(question))
                .isEqualTo("I'd be glad to value your car. Please tell me its year, make, model,"
                        + " mileage (in miles or km) and condition (excellent, good, fair or poor).");
    }

    @Test
    void aFollowUpCompletesWhatWasSaidBefore() {
        List<Message> history = List.of(
                says(Role.USER, "What is my 2020 Toyota Camry worth?"),
                says(Role.AGENT, "Please tell me its mileage and condition (excellent, good, fair or poor)."));

        Description car = intake.read("45,000 miles, good", Map.of(), history);

        assertThat(car.vehicle()).contains(new Vehicle(2020, "Toyota", "Camry", 45000, Condition.GOOD));
    }

    @Test
    void whatIsSaidLastCorrectsWhatWasSaidBefore() {
        List<Message> history = List.of(says(Role.USER, "My 2020 Toyota Camry, 45,000 miles, good condition"));

        Description car = intake.read("Actually it is a 2019", Map.of(), history);

        assertThat(car.vehicle()).contains(new Vehicle(2019, "Toyota", "Camry", 45000, Condition.GOOD));
    }

    @Test
    void nothingOfAnotherCarIsMixedIn() {
        List<Message> history = List.of(
                says(Role.USER, "My 2020 Toyota Camry, 45,000 miles, good condition"), says(Role.USER, "70,000 miles"));

        Description car = intake.read("And a 2018 Honda Civic?", Map.of(), history);

        assertThat(car.year()).isEqualTo(Reading.known(2018));
        assertThat(car.mileage()).isEqualTo(Reading.known(70000));
        assertThat(car.condition()).isEqualTo(Reading.absent());
    }

    @Test
    void whatTheAgentSaidIsNotReadAsTheCallersWord() {
        List<Message> history = List.of(says(Role.AGENT, "Your 2020 Toyota Camry with 45,000 miles in good condition"));

        Description car = intake.read("sell my car", Map.of(), history);

        assertThat(car).isEqualTo(Description.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1850 Toyota Camry, 45,000 miles, good", "2031 Toyota Camry, 45,000 miles, good"})
    void asksAgainForAYearThatCannotBe(String sentence) {
        List<Part> question = intake.ask(intake.read(sentence, Map.of(), List.of()));

        assertThat(Message.textOf(question))
                .isEqualTo("The model year must lie between 1980 and 2027. Please tell me its year.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5 miles", "9,999,999 miles", "999999999999 km"})
    void asksAgainForAMileageThatCannotBe(String mileage) {
        List<Part> question = intake.ask(intake.read("2020 Toyota Camry, good, " + mileage, Map.of(), List.of()));

        assertThat(Message.textOf(question))
                .isEqualTo("The mileage must lie between 0 and 500,000 miles. Please tell me its mileage (in miles or"
                        + " km).");
    }

    @Test
    void asksAgainForDataOfAnyWrongKind() {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("year", List.of(2020));
        data.put("make", Map.of());
        data.put("model", "x".repeat(41));
        data.put("mileage", Double.POSITIVE_INFINITY);
        data.put("condition", "purple");

        Description car = intake.read("", data, List.of());

        assertThat(dataOf(intake.ask(car)).get("problems"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("year", "make", "model", "mileage", "condition");
    }

    @Test
    void membersThatAreNullSayNothing() {
        Map<String, @Nullable Object> data = new HashMap<>();
        List.of("year", "make", "model", "mileage", "condition", "unit").forEach(name -> data.put(name, null));

        Description car = intake.read("2020 Toyota Camry, 45,000 miles, good", data, List.of());

        assertThat(intake.isComplete(car)).isTrue();
    }

    private static Message says(Role role, String text) {
        return Message.of("m", role, List.of(Part.text(text)));
    }

    private static Map<String, @Nullable Object> dataOf(List<Part> parts) {
        return Message.of("m", Role.AGENT, parts).data();
    }
}
