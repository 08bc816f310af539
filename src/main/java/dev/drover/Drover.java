package dev.drover;

import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.wiring.Application;
import dev.drover.wiring.operate.Logs;
import java.nio.file.Path;
import java.time.Clock;

/** Starts Drover in the working directory: settings from application.properties, routes from routes/. */
public final class Drover {
    private Drover() {}

    public static void main(String[] args) {
        System.setProperty("camel.threads.virtual.enabled", "true"); // Camel reads it before any setting
        Path folder = Path.of("").toAbsolutePath();
        try {
            Settings settings = Settings.load(folder, System::getenv);
            Logs.configure(settings);
            System.exit(new Application(settings, folder, Clock.systemUTC()).run());
        } catch (InvalidSetting e) {
            System.err.println("Drover does not start: " + e.getMessage());
            System.exit(2);
        }
    }
}
