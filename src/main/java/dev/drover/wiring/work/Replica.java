package dev.drover.wiring.work;

import dev.drover.plan.Planners;
import dev.drover.settings.Settings;
import dev.drover.state.StateStore;
import dev.drover.task.Journal;
import dev.drover.task.TaskStore;
import java.time.Clock;

/**
 * One running Drover: what the beans of its routes share.
 *
 * @param id new at every start; what the journal and the leases know this process by
 */
public record Replica(
        String id,
        Settings settings,
        TaskStore tasks,
        StateStore state,
        Journal journal,
        Running running,
        RouteAgents agents,
        Planners planners,
        Clock clock) {}
