package dev.drover.wiring.remote;

import dev.drover.adapter.a2aclient.A2aAgents;
import dev.drover.address.Destinations;
import dev.drover.settings.Settings;
import dev.drover.wiring.work.Replica;
import dev.drover.wiring.work.Showing;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.main.Main;

/** Binds the beans that the routes of agents of {@code kind = a2a} name. */
public final class RemoteBeans {
    private RemoteBeans() {}

    public static void bind(Main main, Replica replica) {
        Settings settings = replica.settings();
        A2aAgents agents = new A2aAgents(
                settings.parse("outgoing.allow", "", text -> Destinations.of(settings.list("outgoing.allow", ""))));
        Map<String, Remote> remotes = new TreeMap<>();
        for (String name : settings.agents()) {
            if (settings.text("agents." + name + ".kind", "").equals("a2a")) {
                remotes.put(name, Remote.of(name, settings, agents));
            }
        }
        Links links = new Links(
                replica.state(), settings.time("task.retention", "30d"), settings.time("context.expiry", "24h"));
        main.bind(
                "remote-agents",
                new RemoteAgents(
                        remotes,
                        replica.agents(),
                        links,
                        main.lookup("showing", Showing.class),
                        replica.running(),
                        replica.clock()));
        main.bind("remote-cards", new RemoteCards(remotes.values(), replica.agents()));
    }
}
