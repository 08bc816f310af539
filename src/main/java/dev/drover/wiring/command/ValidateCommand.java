package dev.drover.wiring.command;

import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.wiring.Rehearsal;
import dev.drover.wiring.operate.Logs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks settings and route files as a start would. */
@Command(
        name = "validate",
        description = "Checks settings and routes, and says what is wrong and where. Ends with 0 if nothing is.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Option(names = "--folder", description = "Where application.properties and routes are (default: this folder).")
    Path folder = Commands.folder();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() {
        Logs.configureQuietly();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Settings settings = Settings.load(folder, System::getenv);
            try (Rehearsal rehearsal = Rehearsal.of(settings, folder, Clock.systemUTC())) {
                int agents = rehearsal.agents().all().size();
                spec.commandLine().getOut().println("settings and routes are right; " + agents + " agents");
                return 0;
            }
        } catch (InvalidSetting e) {
            String message = String.valueOf(e.getMessage());
            String placed = Places.of(message, folder);
            err.println(placed.equals(message) ? new RoutePlaces(folder).of(List.of(message)) + message : placed);
        } catch (Exception e) {
            Set<String> messages = Places.messages(e);
            err.print(new RoutePlaces(folder).of(messages));
            messages.forEach(err::println);
        }
        return 2;
    }
}
