package dev.drover.wiring.operate;

import dev.drover.agent.Agents;
import dev.drover.identity.Scope;
import dev.drover.lease.Lease;
import dev.drover.refusal.StoreUnavailable;
import dev.drover.task.TaskStore;
import dev.drover.wiring.operate.HealthPart.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The store, this replica's lease and the agents, as they are now. */
record Parts(TaskStore store, Lease lease, Agents agents, UnaryOperator<String> breakers) {
    List<HealthPart> now() {
        List<HealthPart> parts = new ArrayList<>();
        parts.add(new HealthPart("store", status(), "", true));
        parts.add(new HealthPart("lease", lease.held() ? Status.UP : Status.DOWN, "", true));
        agents.all().forEach(agent -> parts.add(part(agent.name())));
        return parts;
    }

    private Status status() {
        try {
            store.find(Scope.all(), "health");
            return Status.UP;
        } catch (StoreUnavailable e) {
            return Status.DOWN;
        }
    }

    private HealthPart part(String agent) {
        String breaker = breakers.apply(agent);
        Status status =
                switch (breaker) {
                    case "open" -> Status.DOWN;
                    case "half-open" -> Status.DEGRADED;
                    default -> Status.UP;
                };
        return new HealthPart("agent " + agent, status, "breaker " + breaker, false);
    }
}
