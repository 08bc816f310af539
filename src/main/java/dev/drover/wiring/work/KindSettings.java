package dev.drover.wiring.work;

import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.util.List;

/** Settings that only some kinds of agents have. With another kind they would say nothing, so they stop the start. */
enum KindSettings {
    MODELS(
            "kind = gemini",
            List.of("gemini"),
            List.of(
                    "model",
                    "instruction",
                    "temperature",
                    "output-schema",
                    "max-output-tokens",
                    "safety",
                    "history-messages",
                    "history-tokens",
                    "tools",
                    "tool-calls",
                    "hand-over",
                    "remember")),
    REMOTE(
            "kind = a2a",
            List.of("a2a"),
            List.of("url", "key", "key-header", "token", "token-url", "client-id", "client-secret", "scope")),
    ENDPOINTS("kind = uri", List.of("uri", "uri amqp", "uri kafka"), List.of("uri")),
    HEDGED("kind = uri and for route files", List.of("uri", "uri amqp", "uri kafka"), List.of("hedge")),
    QUEUES(
            "kind = uri with amqp: or kafka:",
            List.of("uri amqp", "uri kafka"),
            List.of("broker", "user", "password", "ca")),
    TOPICS("kind = uri with kafka:", List.of("uri kafka"), List.of("tls", "reply-to"));

    private final String told;
    private final List<String> kinds;
    private final List<String> settings;

    KindSettings(String told, List<String> kinds, List<String> settings) {
        this.told = told;
        this.kinds = kinds;
        this.settings = settings;
    }

    /** Stops at a setting of this agent that its kind does not have. */
    static void check(Settings settings, String agent) {
        String block = "agents." + agent + ".";
        String kind = settings.text(block + "kind", "");
        String scheme = settings.text(block + "uri", "").split(":", 2)[0];
        String exactly = kind.equals("uri") && List.of("amqp", "kafka").contains(scheme) ? kind + " " + scheme : kind;
        for (KindSettings group : values()) {
            for (String setting : group.settings) {
                if (!settings.text(block + setting, "").isEmpty() && !group.kinds.contains(exactly)) {
                    throw new InvalidSetting(block + setting + " is only for " + group.told);
                }
            }
        }
    }
}
