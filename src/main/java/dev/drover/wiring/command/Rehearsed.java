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
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;

/** What a command does with a folder's settings and routes when they are right, and says of them when they are not. */
final class Rehearsed {
    private Rehearsed() {}

    /** The exit code: 0, or 2 where settings or routes are wrong, which the command's error output then tells with the place. */
    static int in(Path folder, CommandSpec spec, BiConsumer<Settings, Rehearsal> act) {
        Logs.configureQuietly();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Settings settings = Settings.load(folder, System::getenv);
            try (Rehearsal rehearsal = Rehearsal.of(settings, folder, Clock.systemUTC())) {
                act.accept(settings, rehearsal);
                return 0;
            }
        } catch (Commands.Failed e) {
            throw e;
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
