package dev.drover.plan;

import dev.drover.agent.Agent;
import dev.drover.message.Message;
import java.util.List;

/** Makes plans. Pure where it is local, and then the same for the same message and agents. */
public interface Planner {
    /**
     * The plan for this message.
     *
     * @param agents those that may be planned for
     */
    Plan plan(Message message, List<Agent> agents);
}
