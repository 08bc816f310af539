package dev.drover.wiring;

import dev.drover.adapter.json.JsonTaskCodec;
import dev.drover.http.AsyncHttpEngine;
import dev.drover.http.ServerSettings;
import dev.drover.settings.InvalidSetting;
import dev.drover.settings.Settings;
import dev.drover.state.StateStore;
import dev.drover.task.Change;
import dev.drover.task.Journal;
import dev.drover.task.TaskStore;
import dev.drover.wiring.deadletter.DeadLetterBeans;
import dev.drover.wiring.gate.Gate;
import dev.drover.wiring.gate.GateBeans;
import dev.drover.wiring.gate.ModelTokens;
import dev.drover.wiring.model.ModelBeans;
import dev.drover.wiring.operate.HealthPart;
import dev.drover.wiring.operate.Measuring;
import dev.drover.wiring.operate.OperateBeans;
import dev.drover.wiring.operate.Stopping;
import dev.drover.wiring.operate.TaskLog;
import dev.drover.wiring.queue.QueueBeans;
import dev.drover.wiring.reload.ReloadBeans;
import dev.drover.wiring.remote.RemoteBeans;
import dev.drover.wiring.request.RequestBeans;
import dev.drover.wiring.trace.Tracing;
import dev.drover.wiring.work.AgentRoutes;
import dev.drover.wiring.work.Life;
import dev.drover.wiring.work.Replica;
import dev.drover.wiring.work.RouteAgents;
import dev.drover.wiring.work.Running;
import dev.drover.wiring.work.Turns;
import dev.drover.wiring.work.WorkBeans;
import dev.drover.wiring.worker.WorkerBeans;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All of Drover: beans under the names that routes use, and Camel around them. */
public final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final Settings settings;
    private final Path folder;
    private final Clock clock;
    private final Supplier<Stores> opening;
    private final @Nullable String modelKey;
    private final Stopping stopping;

    public Application(Settings settings, Path folder, Clock clock) {
        this(settings, folder, clock, () -> Stores.open(settings, folder, clock), System.getenv("GOOGLE_API_KEY"));
    }

    /** The same on a store that is there and with this key for models, for tests in this process. */
    Application(Settings settings, Path folder, Clock clock, Supplier<Stores> opening, @Nullable String modelKey) {
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
        this.opening = opening;
        this.modelKey = modelKey;
        stopping = new Stopping(settings.time("server.drain", "0s"), settings.time("server.shutdown", "30s"));
    }

    /** Runs until a signal or a fault ends it, and gives the exit code of the process. */
    public int run() {
        try {
            Stores.prepare(settings);
            Main main = main();
            stopping.holdProcess();
            main.run();
            return main.getExitCode();
        } catch (InvalidSetting e) {
            throw e;
        } catch (Exception e) {
            LOG.error("Drover does not start: {}", rootOf(e).getMessage());
            LOG.debug("the whole of it", e);
            return 1;
        } finally {
            stopping.end();
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
        return main(new RouteAgents());
    }

    Main main(RouteAgents agents) {
        settings.requireKnown(Known.KEYS, Known.AGENT_KEYS);
        Gate gate = Gate.of(settings, clock);
        Main main = new Main();
        CamelSettings.apply(main, settings, folder);
        Stores stores = opening.get();
        Leases leases = Leases.of(settings, stores, clock);
        Measuring measuring = new Measuring(main, settings, leases.own().replica(), Version.own());
        StateStore state = measuring.measured(stores.state());
        ModelTokens tokens = GateBeans.tokens(settings, stores.shared(), state, clock);
        Replica replica = replica(agents, stores, state, leases, measuring, tokens);
        Supplier<List<HealthPart>> brokers = bind(main, replica, gate, tokens);
        OperateBeans.bind(main, replica, measuring, stopping, brokers, Version.own());
        main.addMainListener(new AgentRoutes(settings, agents));
        main.addMainListener(new Life(replica, stores));
        return main;
    }

    private Replica replica(
            RouteAgents agents,
            Stores stores,
            StateStore state,
            Leases leases,
            Measuring measuring,
            ModelTokens tokens) {
        TaskStore tasks = measuring.measured(stores.tasks());
        Consumer<Change> payloads = TaskLog.payloads(settings, modelKey);
        return new Replica(
                leases.own(),
                leases.replicas(),
                stores.shared(),
                settings,
                tasks,
                state,
                new Journal(tasks, change -> {
                    measuring.metrics().committed(change);
                    TaskLog.committed(change);
                    tokens.committed(change);
                    payloads.accept(change);
                }),
                new JsonTaskCodec(),
                new Running(),
                agents,
                Planning.of(settings, agents),
                measuring.metrics(),
                clock);
    }

    private Supplier<List<HealthPart>> bind(Main main, Replica replica, Gate gate, ModelTokens tokens) {
        Tracing tracing = Tracing.of(settings, replica.id(), Version.own());
        tracing.bind(main);
        ServerSettings server = ServerConfiguration.of(settings, folder);
        main.bind(AsyncHttpEngine.NAME, new AsyncHttpEngine(server));
        if (settings.truth("management.enabled", "true")) {
            main.bind("management", AsyncHttpEngine.component(ServerConfiguration.management(settings, server)));
        }
        GateBeans.bind(main, replica, gate, tokens);
        RequestBeans.bind(main, replica, gate, stopping::patience, Version.own());
        Turns turns = WorkBeans.bind(main, replica);
        ModelBeans.bind(main, replica, turns, folder, modelKey, tracing::traced);
        RemoteBeans.bind(main, replica);
        ReloadBeans.bind(main, replica, folder);
        Samples.bind(main, replica.state(), clock);
        DeadLetterBeans.bind(main, replica);
        WorkerBeans.bind(main, replica, folder);
        return QueueBeans.bind(main, replica, folder, stopping::patience);
    }
}
