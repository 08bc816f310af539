package dev.drover.wiring.request;

import dev.drover.a2a.A2aReader;
import dev.drover.a2a.A2aWriter;
import dev.drover.a2a.AgentCards;
import dev.drover.idempotency.Claims;
import dev.drover.settings.Settings;
import dev.drover.wiring.gate.Audit;
import dev.drover.wiring.gate.Gate;
import dev.drover.wiring.work.ContextState;
import dev.drover.wiring.work.Replica;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/** Binds the beans that the routes of the groups http and request name. */
public final class RequestBeans {
    private RequestBeans() {}

    /** With {@code patience}, how long a request may still wait where Drover is on its way down. */
    public static void bind(Main main, Replica replica, Gate gate, Supplier<Duration> patience, String version) {
        Settings settings = replica.settings();
        Card card = new Card(settings, replica.agents(), gate.security(), version);
        main.bind(
                "a2a",
                new A2aDoor(
                        new A2aReader(card::extensions),
                        new A2aWriter(),
                        new AgentCards(replica.clock()),
                        card::facts,
                        gate.proxies(),
                        new Answered(replica.metrics(), settings.truth("log.requests", "true"))));
        Audit audit = new Audit(replica.journal(), replica.clock());
        main.bind("entries", new Entries(settings.truth("deduplicate.by-message-id", "false")));
        main.bind("signatures", new Signatures(System::getenv));
        main.bind(
                "claims", new ClaimRepository(new Claims(replica.state(), settings.time("deduplicate.expiry", "24h"))));
        main.bind(
                "tasks",
                new Tasks(
                        replica,
                        audit,
                        settings.time("task.deadline", "5m"),
                        settings.number("task.messages", 1_000, 1, 100_000)));
        main.bind("operations", new Operations(replica, audit));
        main.bind(
                "removal",
                new Removal(replica, new ContextState(replica.state(), settings.time("context.expiry", "24h"))));
        main.bind("task-journal", new TaskJournal(replica.tasks()));
        main.bind("replies", new Replies(replica.tasks(), settings.time("reply.wait", "60s"), patience));
    }
}
