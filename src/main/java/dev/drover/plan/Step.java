package dev.drover.plan;

import dev.drover.agent.Agent;
import java.util.List;

/**
 * One piece of a plan, for one agent.
 *
 * @param id unique in the plan
 * @param input what the agent is asked, as text
 * @param after the steps that must have a reply before this one is called
 */
public record Step(String id, String agent, String input, List<String> after) {
    public Step {
        after = List.copyOf(after);
    }

    /** The only step of its agent, which waits for nobody. */
    static Step of(Agent agent, String input) {
        return new Step(agent.name(), agent.name(), input, List.of());
    }
}
