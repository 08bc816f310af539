package dev.drover.wiring;

import dev.drover.sample.tradein.Calendar;
import dev.drover.sample.tradein.CalendarSettings;
import dev.drover.sample.tradein.Forms;
import dev.drover.sample.tradein.Tools;
import dev.drover.sample.tradein.VehicleIntake;
import dev.drover.state.StateStore;
import java.time.Clock;
import org.apache.camel.main.Main;

/** The beans of the sample agents in routes/agents, and of tools in routes/tools; without those routes nobody asks for them. */
final class Samples {
    private Samples() {}

    static void bind(Main main, StateStore state, Clock clock) {
        VehicleIntake intake = new VehicleIntake(clock);
        Calendar calendar = new Calendar(state, clock, CalendarSettings.DEFAULT);
        main.bind("vehicle-intake", intake);
        main.bind("trade-in-forms", new Forms());
        main.bind("calendar", calendar);
        main.bind("trade-in-tools", new Tools(intake, calendar));
    }
}
