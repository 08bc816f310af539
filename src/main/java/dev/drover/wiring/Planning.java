package dev.drover.wiring;

import dev.drover.agent.Agents;
import dev.drover.plan.AllPlanner;
import dev.drover.plan.MatchPlanner;
import dev.drover.plan.Planners;
import dev.drover.settings.Settings;

/** The planner that the settings name, behind the caller's own choice of agents. */
final class Planning {
    private Planning() {}

    static Planners of(Settings settings, Agents agents) {
        String allowed = settings.text("plan.agents", "*");
        return settings.parse("plan.planner", "match", name -> switch (name) {
            case "match" -> new Planners(agents, allowed, new MatchPlanner());
            case "all" -> new Planners(agents, allowed, new AllPlanner());
            case "gemini" -> Planners.asking(agents, allowed, new MatchPlanner());
            default -> throw new IllegalArgumentException("match, all or gemini");
        });
    }
}
