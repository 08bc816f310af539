package dev.drover.wiring;

import dev.drover.a2a.A2aReader;
import dev.drover.a2a.A2aWriter;
import dev.drover.a2a.AgentCards;
import dev.drover.answer.Answers;
import dev.drover.answer.Policy;
import dev.drover.http.AsyncHttpEngine;
import dev.drover.idempotency.Claims;
import dev.drover.limits.Admission;
import dev.drover.plan.Planners;
import dev.drover.task.Ids;
import dev.drover.task.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of Drover: beans under the names that routes use, and Camel around them. */
public final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final Settings settings;
    private final Path folder;
    private final Clock clock;

    public Application(Settings settings, Path folder, Clock clock) {
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
    }

    /** Runs until a signal or a fault ends it, and gives the exit code of the process. */
    public int run() {
        try {
            Main main = main();
            main.run();
            return main.getExitCode();
        } catch (InvalidSetting e) {
            throw e;
        } catch (Exception e) {
            LOG.error("Drover does not start: {}", rootOf(e).getMessage());
            LOG.debug("the whole of it", e);
            return 1;
        }
    }

    private static Throwable rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && !(root instanceof IllegalStateException)) {
            root = root.getCause();
        }
        return root;
    }

    /** Camel, configured and not yet started; the store is open from here on and closes with Camel. */
    public Main main() {
        Known.check(settings);
        Main main = new Main();
        CamelSettings.apply(main, settings, folder);
        RouteAgents agents = new RouteAgents();
        Stores stores = Stores.open(settings, folder, clock);
        bind(main, agents, stores);
        main.addMainListener(new AgentRoutes(settings, agents, stores));
        return main;
    }

    private void bind(Main main, RouteAgents agents, Stores stores) {
        String replica = Ids.next();
        Duration expiry = settings.time("context.expiry", "24h");
        Journal journal = new Journal(stores.tasks());
        Running running = new Running();
        Planners planners = Planning.of(settings, agents);
        Answers answers = new Answers(settings.parse(
                "answer.policy", "all", policy -> Policy.parse(policy, settings.text("answer.quorum", "majority"))));
        Histories histories = new Histories(stores.tasks());
        Duration deadline = settings.time("task.deadline", "5m");
        main.bind(AsyncHttpEngine.NAME, new AsyncHttpEngine(CamelSettings.server(settings)));
        main.bind(
                "a2a",
                new A2aDoor(
                        new A2aReader(), new A2aWriter(), new AgentCards(clock), new Card(settings, agents)::facts));
        main.bind("callers", new Callers());
        main.bind(
                "limits",
                new Limits(new Admission(settings.number("throttle.in-progress", 10_000, 1, 1_000_000)), running));
        main.bind("entries", new Entries(settings.truth("deduplicate.by-message-id", "false")));
        main.bind(
                "claims", new ClaimRepository(new Claims(stores.state(), settings.time("deduplicate.expiry", "24h"))));
        main.bind("tasks", new Tasks(stores.tasks(), journal, planners, deadline, clock, replica));
        main.bind("operations", new Operations(stores.tasks(), journal, running, clock));
        main.bind("replies", new Replies(stores.tasks(), settings.time("reply.wait", "60s")));
        main.bind("work", new Work(stores.tasks(), journal, running, planners, agents, answers, clock, replica));
        main.bind("calls", new Calls(stores.tasks(), journal, agents, answers, histories, clock));
        main.bind("gather", new Gather());
        main.bind("showing", new Showing(journal, clock));
        main.bind("context", new ContextState(stores.state(), expiry));
        main.bind("state", stores.state());
        main.bind("agent-json", new AgentJson());
        main.bind(
                "upkeep",
                new Upkeep(
                        stores.tasks(),
                        running,
                        settings.time("task.retention", "30d"),
                        settings.number("task.keep", 1_000_000, 1, Integer.MAX_VALUE),
                        stores.state(),
                        replica,
                        clock));
        main.bind("health", new Health(stores.tasks(), Version.own()));
        Samples.bind(main, stores.state(), clock);
    }
}
