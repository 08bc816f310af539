package dev.drover.wiring.deadletter;

import dev.drover.deadletter.DeadLetters;
import dev.drover.queue.Outbox;
import dev.drover.wiring.work.Replica;
import java.time.Duration;
import org.apache.camel.main.Main;

/** Binds the bean that operators' routes for dead letters name. */
public final class DeadLetterBeans {
    private DeadLetterBeans() {}

    public static void bind(Main main, Replica replica) {
        Duration deadline = replica.settings().time("task.deadline", "5m");
        DeadLetters letters = new DeadLetters(replica.tasks(), replica.journal(), deadline, replica.clock());
        main.bind("dead-letters", new DeadLetterDoor(letters, new Outbox(replica.state()), replica.clock()));
    }
}
