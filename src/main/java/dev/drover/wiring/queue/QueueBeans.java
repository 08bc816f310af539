package dev.drover.wiring.queue;

import dev.drover.idempotency.Claims;
import dev.drover.queue.Outbox;
import dev.drover.queue.Trigger;
import dev.drover.settings.Settings;
import dev.drover.wiring.operate.HealthPart;
import dev.drover.wiring.work.Replica;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/** Binds the beans that the routes of the group queues name, and has the triggers' routes made. */
public final class QueueBeans {
    private QueueBeans() {}

    /**
     * Gives how the brokers are, to whoever asks.
     *
     * @param patience how long a message may still be held where Drover is on its way down
     */
    public static Supplier<List<HealthPart>> bind(
            Main main, Replica replica, Path folder, Supplier<Duration> patience) {
        Settings settings = replica.settings();
        List<Trigger> triggers = TriggerSettings.read(settings);
        Outbox outbox = new Outbox(replica.state());
        Claims claims = new Claims(replica.state(), settings.time("deduplicate.expiry", "24h"));
        main.bind(
                "triggers",
                new Triggers(triggers, replica, claims, settings.size("server.max-body", "10MB"), patience));
        main.bind("batches", Gathering.of(triggers, replica, settings.time("deduplicate.expiry", "24h")));
        main.bind("outbox", new Deliveries(triggers, outbox, replica));
        Depths depths = new Depths(triggers, replica, outbox, folder);
        main.bind("depths", depths);
        main.addMainListener(depths);
        main.addMainListener(new TriggerRoutes(triggers, settings, folder));
        return () -> Brokers.now(triggers);
    }
}
