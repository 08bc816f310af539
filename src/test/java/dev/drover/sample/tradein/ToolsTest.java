package dev.drover.sample.tradein;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.state.FakeStateStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The clock stands at Tuesday, November 24, 2026, 9:00 in New York. */
class ToolsTest {
    private static final Map<String, Object> ANN = Map.of("caller", "ann", "contextId", "c1", "call", "t/s/1/1-a");

    private final MovableClock clock = new MovableClock("2026-11-24T14:00:00Z");
    private final FakeStateStore store = new FakeStateStore(clock);
    private final Calendar calendar = new Calendar(store, clock, CalendarSettings.DEFAULT);
    private final Tools tools = new Tools(new VehicleIntake(clock), calendar);

    @Test
    void estimatesACarOrTellsWhatIsMissing() {
        Map<String, Object> car =
                Map.of("year", 2020, "make", "Toyota", "model", "Camry", "mileage", 45000, "condition", "good");

        assertThat(tools.estimate(car)).containsEntry("estimate", 16400);
        assertThat(tools.estimate(Map.of("make", "Toyota")).get("missing"))
                .isEqualTo(List.of("year", "model", "mileage", "condition"));
    }

    @Test
    void offersAppointmentsByTheWish() {
        List<?> slots =
                (List<?>) tools.appointments(Map.of("wish", "tomorrow"), ANN).get("appointments");

        assertThat(slots).hasSize(3).allSatisfy(slot -> assertThat(slot.toString())
                .contains("2026-11-25T"));
    }

    @Test
    void booksWhatIsFreeAndOffersOthersForTheRest() {
        Map<String, Object> booking = Map.of("slot", "2026-11-25T10:30", "name", "Ann");
        Map<String, Object> bob = Map.of("caller", "bob", "contextId", "c2", "call", "u/s/1/1-a");

        assertThat(tools.book(booking, ANN)).containsKey("booked").containsEntry("name", "Ann");
        assertThat(tools.book(booking, bob))
                .containsEntry("taken", "2026-11-25T10:30")
                .containsKey("appointments");
        assertThat(tools.book(Map.of("slot", "never", "name", "Ann"), ANN)).containsKey("appointments");
    }
}
