package dev.drover.wiring.operate;

import dev.drover.settings.Settings;
import java.util.List;
import java.util.Locale;

/** How the log is written. */
public final class Logs {
    private static final List<String> FORMATS = List.of("text", "ecs");
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

    private Logs() {}

    /** Hands the settings to the logging library; it reads them when the first logger is made, so this comes before. */
    public static void configure(Settings settings) {
        System.setProperty("log.format", format(settings));
        System.setProperty("log.level", level(settings).toUpperCase(Locale.ROOT));
        System.setProperty(
                "log.traced",
                Boolean.toString(!settings.text("otel.endpoint", "").isEmpty()));
    }

    /** For commands that print something themselves: only what went wrong. */
    public static void configureQuietly() {
        System.setProperty("log.level", "ERROR");
        System.setProperty("log.camel", "ERROR");
    }

    /** Stops at a setting that is wrong. */
    public static void check(Settings settings) {
        format(settings);
        level(settings);
        settings.truth("log.requests", "true");
    }

    private static String format(Settings settings) {
        return word(settings, "log.format", "text", FORMATS);
    }

    private static String level(Settings settings) {
        return word(settings, "log.level", "info", LEVELS);
    }

    private static String word(Settings settings, String key, String otherwise, List<String> words) {
        return settings.parse(key, otherwise, word -> {
            if (!words.contains(word)) {
                throw new IllegalArgumentException("one of " + String.join(", ", words));
            }
            return word;
        });
    }
}
