package dev.drover.wiring.work;

import dev.drover.lease.Lease;
import dev.drover.lease.Replicas;
import dev.drover.metrics.Metrics;
import dev.drover.plan.Planners;
import dev.drover.settings.Settings;
import dev.drover.state.StateStore;
import dev.drover.task.Journal;
import dev.drover.task.TaskCodec;
import dev.drover.task.TaskStore;
import java.time.Clock;

/**
 * One running Drover: what the beans of its routes share.
 *
 * @param shared whether other replicas may work on the same store
 */
public record Replica(
        Lease lease,
        Replicas replicas,
        boolean shared,
        Settings settings,
        TaskStore tasks,
        StateStore state,
        Journal journal,
        TaskCodec codec,
        Running running,
        RouteAgents agents,
        Planners planners,
        Metrics metrics,
        Clock clock) {

    /** New at every start; what the journal and the leases know this process by. */
    public String id() {
        return lease.replica();
    }
}
