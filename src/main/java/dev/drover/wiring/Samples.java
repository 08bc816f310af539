package dev.drover.wiring;

import dev.drover.sample.tradein.Calendar;
import dev.drover.sample.tradein.CalendarSettings;
import dev.drover.sample.tradein.Forms;
import dev.drover.sample.tradein.VehicleIntake;
import dev.drover.state.StateStore;
import java.time.Clock;
import org.apache.camel.main.Main;

/** The beans of the sample agents in routes/agents; without those routes nobody asks for them. */
final class Samples {
    private Samples() {}

    static void bind(Main main, StateStore state, Clock clock) {
        main.bind("vehicle-intake", new VehicleIntake(clock));
        main.bind("trade-in-forms", new Forms());
        main.bind("calendar", new Calendar(state, clock, CalendarSettings.DEFAULT));
    }
}
