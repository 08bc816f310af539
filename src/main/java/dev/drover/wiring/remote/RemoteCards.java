package dev.drover.wiring.remote;

import dev.drover.agent.CallFailed;
import dev.drover.wiring.work.RouteAgents;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code remote-cards}: keeps the planner and our card at what agents' cards say. Safe for any number of threads. */
public final class RemoteCards {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteCards.class);

    private final List<Remote> remotes;
    private final RouteAgents agents;
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    RemoteCards(Collection<Remote> remotes, RouteAgents agents) {
        this.remotes = List.copyOf(remotes);
        this.agents = agents;
    }

    /** Looks at the cards that are due; each on a thread of its own, so that a slow one keeps nobody waiting. */
    public void refresh() {
        for (Remote remote : remotes) {
            Thread.ofVirtual().name("a2a-card").start(() -> refresh(remote));
        }
    }

    private void refresh(Remote remote) {
        try {
            agents.learn(remote.name(), Remote.described(remote.agent().card()));
        } catch (CallFailed failed) {
            // told below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String trouble = remote.agent().trouble();
        String before = troubles.put(remote.name(), trouble);
        if (!trouble.isEmpty() && !trouble.equals(before)) {
            LOG.atWarn()
                    .addKeyValue("agent", remote.name())
                    .addKeyValue("reason", trouble)
                    .log("agent degraded");
        }
        if (trouble.isEmpty() && before != null && !before.isEmpty()) {
            LOG.atInfo().addKeyValue("agent", remote.name()).log("agent card is back");
        }
    }
}
