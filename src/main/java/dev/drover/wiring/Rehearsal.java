package dev.drover.wiring;

import dev.drover.adapter.memory.MemoryStateStore;
import dev.drover.adapter.memory.MemoryTaskStore;
import dev.drover.agent.Agents;
import dev.drover.message.Message;
import dev.drover.message.Part;
import dev.drover.message.Role;
import dev.drover.plan.Plan;
import dev.drover.settings.Settings;
import dev.drover.task.Ids;
import dev.drover.wiring.gate.Gate;
import dev.drover.wiring.operate.Logs;
import dev.drover.wiring.operate.Measuring;
import dev.drover.wiring.trace.Tracing;
import dev.drover.wiring.work.RouteAgents;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.main.Main;

/** All of Drover as the settings and the route files say, on a store that keeps nothing; no route is started. */
public final class Rehearsal implements AutoCloseable {
    private final Settings settings;
    private final RouteAgents agents;
    private final Main main;

    private Rehearsal(Settings settings, RouteAgents agents, Main main) {
        this.settings = settings;
        this.agents = agents;
        this.main = main;
    }

    /** Fails as a start would; what the store and the port would say stays unknown. */
    public static Rehearsal of(Settings settings, Path folder, Clock clock) throws Exception {
        settings.requireKnown(Known.KEYS, Known.AGENT_KEYS);
        Gate.of(settings, clock);
        ServerConfiguration.of(settings, folder);
        Logs.check(settings);
        Measuring.check(settings);
        Tracing.check(settings);
        Settings quiet = settings.with("server.port", "0")
                .with("server.host", "127.0.0.1")
                .with("management.enabled", "false")
                .with("otel.endpoint", "")
                .with("camel.main.autoStartup", "false");
        RouteAgents agents = new RouteAgents();
        Main main =
                new Application(quiet, folder, clock, () -> empty(clock), System.getenv("GOOGLE_API_KEY")).main(agents);
        main.start();
        return new Rehearsal(settings, agents, main);
    }

    private static Stores empty(Clock clock) {
        MemoryTaskStore tasks = new MemoryTaskStore(Long.MAX_VALUE);
        return new Stores(tasks, new MemoryStateStore(clock), false, tasks);
    }

    public Agents agents() {
        return agents;
    }

    /** What would be called for a message with this text. */
    public Plan plan(String text) {
        Message message = Message.of(Ids.next(), Role.USER, List.of(Part.text(text)));
        return Planning.of(settings, agents).plan(message, agent -> true);
    }

    @Override
    public void close() {
        main.stop();
    }
}
