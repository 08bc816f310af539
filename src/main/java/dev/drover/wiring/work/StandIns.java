package dev.drover.wiring.work;

import dev.drover.agent.Agent;
import dev.drover.settings.InvalidSetting;
import java.util.List;
import java.util.Optional;

/** Who stands in for whom: an agent for another one, and nobody for the agent that stands in. */
public final class StandIns {
    private StandIns() {}

    /** Fails where an agent names a stand-in that is none of these, is itself, or has a stand-in of its own. */
    static void check(List<Agent> agents) {
        for (Agent agent : agents) {
            String instead = agent.calls().instead();
            if (instead != null) {
                Agent other =
                        find(agents, instead).orElseThrow(() -> wrong(agent, "but there is no agent of that name"));
                check(agent, other);
            }
        }
    }

    /** The same for an agent that comes later, whose stand-in may come later still. */
    public static void checkNew(Agent agent, List<Agent> others) {
        if (agent.calls().instead() != null) {
            if (agent.name().equals(agent.calls().instead())) {
                check(agent, agent);
            }
            find(others, agent.calls().instead()).ifPresent(other -> check(agent, other));
            for (Agent other : others) {
                if (agent.name().equals(other.calls().instead())) {
                    check(other, agent);
                }
            }
        }
    }

    private static void check(Agent agent, Agent other) {
        if (other.name().equals(agent.name())) {
            throw wrong(agent, "but nobody stands in for himself");
        }
        if (other.calls().instead() != null) {
            throw wrong(
                    agent,
                    "which itself has " + other.calls().instead() + " instead; there is one stand-in, and no more");
        }
    }

    private static Optional<Agent> find(List<Agent> agents, String name) {
        return agents.stream().filter(agent -> agent.name().equals(name)).findFirst();
    }

    private static InvalidSetting wrong(Agent agent, String why) {
        return new InvalidSetting(
                "agent " + agent.name() + " has instead = " + agent.calls().instead() + ", " + why);
    }
}
