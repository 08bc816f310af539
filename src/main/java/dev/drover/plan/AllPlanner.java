package dev.drover.plan;

import dev.drover.agent.Agent;
import dev.drover.message.Message;
import java.util.List;

/** Plans for every agent, all at once. */
public final class AllPlanner implements Planner {
    private static final String NAME = "all";

    @Override
    public Plan plan(Message message, List<Agent> agents) {
        if (agents.isEmpty()) {
            return Plan.nobody("There is no agent.", NAME);
        }
        String text = message.text();
        return Plan.of(agents.stream().map(agent -> Step.of(agent, text)).toList(), NAME);
    }
}
