package dev.drover.wiring;

import dev.drover.agent.Agents;
import dev.drover.plan.AllPlanner;
import dev.drover.plan.MatchPlanner;
import dev.drover.plan.Planner;
import dev.drover.plan.Planners;
import dev.drover.settings.Settings;

/** The planner that the settings name, behind the caller's own choice of agents. */
final class Planning {
    private Planning() {}

    static Planners of(Settings settings, Agents agents) {
        Planner configured = settings.parse("plan.planner", "match", name -> switch (name) {
            case "match" -> new MatchPlanner();
            case "all" -> new AllPlanner();
            default -> throw new IllegalArgumentException("match or all");
        });
        return new Planners(agents, settings.text("plan.agents", "*"), configured);
    }
}
