package dev.drover.wiring.queue;

import dev.drover.identity.Caller;
import dev.drover.identity.Reach;
import dev.drover.identity.Role;
import dev.drover.queue.Trigger;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The triggers of the settings. */
final class TriggerSettings {
    private static final int CALLER_LENGTH = 150;

    private TriggerSettings() {}

    static List<Trigger> read(Settings settings) {
        return settings.names("triggers").stream()
                .map(name -> read(settings, name))
                .toList();
    }

    private static Trigger read(Settings settings, String name) {
        String key = "triggers." + name + ".";
        String replyTo = settings.text(key + "reply-to", "");
        if (settings.text(key + "kind", "").equals("amqp") && settings.truth(key + "tls", "false")) {
            throw new InvalidSetting(key + "tls is only for kind = kafka; with amqp the url says it: amqps:");
        }
        if (replyTo.equals(settings.text(key + "from", "")) && !replyTo.isEmpty()) {
            throw new InvalidSetting(
                    key + "reply-to is " + replyTo + ", where the requests come from: replies would be requests");
        }
        return new Trigger(
                name,
                settings.parse(key + "kind", "", word -> switch (word) {
                    case "amqp" -> Trigger.Kind.AMQP;
                    case "kafka" -> Trigger.Kind.KAFKA;
                    default -> throw new IllegalArgumentException("amqp or kafka");
                }),
                required(settings, key + "url", "the broker's address"),
                required(settings, key + "from", "the queue or topic that requests come from"),
                settings.number(key + "consumers", 4, 1, 1000),
                settings.number(key + "in-progress", 32, 1, 10_000),
                caller(settings, key, name),
                settings.parse(key + "acknowledge", "accepted", word -> switch (word) {
                    case "accepted" -> Trigger.Acknowledge.ACCEPTED;
                    case "finished" -> Trigger.Acknowledge.FINISHED;
                    default -> throw new IllegalArgumentException("accepted or finished");
                }),
                settings.parse(key + "replies", "final", word -> switch (word) {
                    case "final" -> Trigger.Replies.FINAL;
                    case "events" -> Trigger.Replies.EVENTS;
                    default -> throw new IllegalArgumentException("final or events");
                }),
                replyTo.isEmpty() ? null : replyTo,
                settings.time(key + "reply-for", "7d"),
                gather(settings, key));
    }

    /** Its name leaves room for those below it. */
    private static Caller caller(Settings settings, String key, String name) {
        String caller = settings.parse(key + "caller", name, text -> {
            if (text.isBlank() || text.length() > CALLER_LENGTH) {
                throw new IllegalArgumentException("a name of at most " + CALLER_LENGTH + " characters");
            }
            return text;
        });
        return new Caller(caller, Set.of(Role.CALLER), settings.parse(key + "agents", "*", Reach::of));
    }

    private static Trigger.@Nullable Gather gather(Settings settings, String key) {
        if (settings.text(key + "batch-count", "").isEmpty()) {
            return null;
        }
        if (settings.text(key + "acknowledge", "").equals("finished")) {
            throw new InvalidSetting(key + "acknowledge is finished, but a message that is gathered with others is"
                    + " acknowledged when it is kept");
        }
        Duration time = settings.time(key + "batch-time", "1m");
        Duration remembered = settings.time("deduplicate.expiry", "24h");
        if (time.isZero() || time.compareTo(remembered) >= 0) {
            throw new InvalidSetting(key + "batch-time must be more than nothing and less than deduplicate.expiry");
        }
        return new Trigger.Gather(settings.number(key + "batch-count", 100, 2, 1000), time);
    }

    private static String required(Settings settings, String key, String what) {
        String text = settings.text(key, "");
        if (text.isEmpty()) {
            throw new InvalidSetting(key + " is missing: " + what);
        }
        return text;
    }
}
