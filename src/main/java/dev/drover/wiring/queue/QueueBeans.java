package dev.drover.wiring.queue;

import dev.drover.deadletter.DeadLetters;
import dev.drover.idempotency.Claims;
import dev.drover.queue.Outbox;
import dev.drover.queue.Trigger;
import dev.drover.settings.Settings;
import dev.drover.wiring.work.Replica;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.main.Main;

/** Binds the beans that the routes of the group queues name, and has the triggers' routes made. */
public final class QueueBeans {
    private QueueBeans() {}

    public static void bind(Main main, Replica replica, Path folder) {
        Settings settings = replica.settings();
        List<Trigger> triggers = TriggerSettings.read(settings);
        Claims claims = new Claims(replica.state(), settings.time("deduplicate.expiry", "24h"));
        main.bind("triggers", new Triggers(triggers, replica, claims));
        main.bind("outbox", new Deliveries(new Outbox(replica.state()), replica));
        main.bind(
                "dead-letters",
                new DeadLetterDoor(new DeadLetters(
                        replica.tasks(), replica.journal(), settings.time("task.deadline", "5m"), replica.clock())));
        main.addMainListener(new TriggerRoutes(triggers, settings, folder));
    }
}
